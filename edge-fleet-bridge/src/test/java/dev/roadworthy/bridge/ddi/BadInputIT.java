package dev.roadworthy.bridge.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broken or hostile vehicle hears. */
class BadInputIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    private final String line = BRIDGE.name("line");
    private final Rider rider = BRIDGE.enrol(line);

    /** Whatever was sent, it is no defect of the bridge. */
    @AfterEach
    void noStackTraceIsLeftBehind() throws Exception {
        assertThat(Files.readString(BRIDGE.log())).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                      | MalformedBody | body, line 1, column 2",
                "``                                                     | MalformedBody | body, line 1, column 0",
                "null                                                   | MalformedBody | body",
                "[]                                                     | MalformedBody | body, line 1, column 1",
                "{\"status\": 7}                                        | MalformedBody | status",
                "{\"status\": {\"details\": {}}}                        | MalformedBody | status.details",
                "{}                                                     | InvalidBody   | status",
                "{\"status\": {}}                                       | InvalidBody   | status.execution",
                "{\"status\": {\"execution\": \"done\"}}                | InvalidBody   | status.execution",
                "{\"status\": {\"execution\": \"closed\", \"result\": {\"finished\": \"yes\"}}} | InvalidBody | status.result.finished"
            })
    void feedbackThatCannotBeMeant(String body, String title, String where) {
        Wanted.begin(BRIDGE, SignedBundle.of(Bridge.KEY, line, 1, "weights", null));
        String action = rider.link("deploymentBase");

        problem(rider.send("POST", action + "/feedback", BodyPublishers.ofString(body)), 400, title, where);

        assertThat(rider.link("deploymentBase")).isEqualTo(action);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\": []}                                 | MalformedBody | data",
                "{\"data\": {\"a\": {}}}                        | MalformedBody | data.a",
                "{\"mode\": \"erase\", \"data\": {}}            | InvalidBody   | mode",
                "{\"data\": {\"running\": \"the newest\"}}      | InvalidBody   | data.running",
                "{\"data\": {\"latencyMsP95\": \"NaN\"}}        | InvalidBody   | data.latencyMsP95",
                "{\"data\": {\"latencyMsP95\": \"-1\"}}         | InvalidBody   | data.latencyMsP95",
                "{\"data\": {\"a\": \"\\u0000\"}}               | InvalidBody   | data"
            })
    void aDeclarationThatCannotBeMeant(String body, String title, String where) {
        problem(rider.send("PUT", rider.path() + "/configData", BodyPublishers.ofString(body)), 400, title, where);

        assertThat(BRIDGE.sql("SELECT attributes FROM vehicles WHERE id = '%s'".formatted(rider.id())))
                .isEqualTo("{}");
    }

    @Test
    void attributesHaveAnEnd() {
        for (int i = 0; i < 64; i++) {
            assertThat(rider.declare("{\"data\": {\"a%d\": \"\"}}".formatted(i)))
                    .isEqualTo(200);
        }
        assertThat(rider.declare("{\"data\": {\"one-more\": \"\"}}")).isEqualTo(400);
        assertThat(rider.declare("{\"data\": {\"a0\": \"%s\"}}".formatted("x".repeat(1025))))
                .isEqualTo(400);
    }

    @Test
    void whatADatabaseCannotKeepIsTakenWithoutIt() {
        Wanted.begin(BRIDGE, SignedBundle.of(Bridge.KEY, line, 1, "weights", null));

        assertThat(rider.post(
                        rider.link("deploymentBase") + "/feedback",
                        "{\"status\": {\"execution\": \"closed\", \"details\": [\"a\\u0000b\", null]}}"))
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        byte[] body = new byte[300 * 1024];

        for (BodyPublisher publisher : List.of(
                BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
            problem(rider.send("PUT", rider.path() + "/configData", publisher), 413, "BodyTooLarge", "body");
        }
        assertThat(rider.declare("{\"data\": {}}")).isEqualTo(200);
    }

    @Test
    void whoIsNotKnownHearsTheSameAsWhoIsWrong() {
        Rider other = BRIDGE.enrol(line);
        String counter = "roadworthy_bridge_problems_total{reason=\"Unauthorized\"}";
        double before = BRIDGE.metric(counter);

        for (HttpRequest.Builder request : List.of(
                BRIDGE.request(rider.path()),
                BRIDGE.request(rider.path()).header("Authorization", "TargetToken wrong"),
                BRIDGE.request(rider.path()).header("Authorization", "TargetToken"),
                BRIDGE.request(rider.path()).header("Authorization", other.authorization()),
                BRIDGE.request("/default/controller/v1/nobody").header("Authorization", rider.authorization()),
                BRIDGE.request("/default/controller/v1/no%00body").header("Authorization", rider.authorization()),
                BRIDGE.asOperator(rider.path()))) {
            HttpResponse<byte[]> response = BRIDGE.send(request.GET());

            problem(response, 401, "Unauthorized", "header Authorization");
            assertThat(Bridge.json(response).path("detail").asText())
                    .isEqualTo("no vehicle of this name is enrolled with this token");
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("TargetToken");
        }
        assertThat(BRIDGE.metric(counter)).isEqualTo(before + 7);
    }

    @Test
    void anotherVehiclesActionDoesNotExist() {
        Rider other = BRIDGE.enrol(line);
        SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 1, "weights", null);
        Wanted.begin(BRIDGE, bundle);
        String action = other.link("deploymentBase");
        String stolen = action.replace(other.path(), rider.path());
        String feedback = "{\"status\": {\"execution\": \"closed\", \"result\": {\"finished\": \"failure\"}}}";

        problem(rider.get(stolen), 404, "NotFound", "path, the action");
        problem(
                rider.send("POST", stolen + "/feedback", BodyPublishers.ofString(feedback)),
                404,
                "NotFound",
                "path, the action");
        problem(
                rider.send(
                        "POST",
                        stolen.replace("deploymentBase", "cancelAction") + "/feedback",
                        BodyPublishers.ofString(feedback)),
                404,
                "NotFound",
                "path, the action");

        assertThat(other.link("deploymentBase")).isEqualTo(action);
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst().failed()).isZero();
    }

    @Test
    void whatWasNotOfferedCannotBeFetched() {
        SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 1, "weights", null);
        Wanted.begin(BRIDGE, bundle);
        String modules = rider.path() + "/softwaremodules/";

        problem(
                rider.get(modules + bundle.digest().hex() + "/artifacts/bundle-%s-1.tar".formatted(line)),
                404,
                "NotFound",
                "path, the artifact");
        problem(rider.get(modules + "7/artifacts/file"), 404, "NotFound", "path, the artifact");
        rider.link("deploymentBase");
        problem(
                rider.get(modules + bundle.digest().hex() + "/artifacts/..%2f..%2fkeys.pem"),
                404,
                "NotFound",
                "path, the artifact");
    }

    @Test
    void anotherTenantOrAPathThatIsNone() {
        problem(rider.get(rider.path().replace("/default/", "/another/")), 404, "NotFound", "path, the tenant");
        problem(rider.get(rider.path() + "/deploymentBase/eight"), 404, "NotFound", "path");
        problem(rider.get(rider.path() + "/deploymentBase/99999999999999999999"), 404, "NotFound", "path");
        problem(rider.get(rider.path() + "/installed"), 404, "NotFound", "path");
    }

    @Test
    void whatIsForOperationsIsOnAnotherPort() {
        assertThat(BRIDGE.manage("/q/metrics").statusCode()).isEqualTo(200);
        for (String path : List.of("/q/metrics", "/q/health", "/q/health/ready")) {
            assertThat(BRIDGE.send(BRIDGE.request(path).GET()).statusCode()).isEqualTo(404);
        }
    }

    private static void problem(HttpResponse<byte[]> response, int status, String title, String where) {
        assertThat(response.statusCode()).as(Bridge.text(response)).isEqualTo(status);
        JsonNode problem = Bridge.json(response);
        assertThat(problem.path("title").asText()).isEqualTo(title);
        assertThat(problem.path("where").asText()).isEqualTo(where);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("fix").asText()).isNotBlank();
    }
}
