package dev.roadworthy.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.Documents;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operator may want, and what it hears. */
class OperatorIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge();

    @Test
    void aVerifiedBundleIsTakenAndTheSameAgainChangesNothing() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 42, "weights");
        BRIDGE.store(bundle);

        CampaignSummary first = Wanted.accepted(BRIDGE, Wanted.everywhere(bundle));
        CampaignSummary again = Wanted.accepted(BRIDGE, Wanted.everywhere(bundle));

        assertThat(first).isEqualTo(again).isEqualTo(Wanted.summary(BRIDGE, bundle.line()));
        assertThat(first.bundle()).isEqualTo(bundle.digest());
        assertThat(first.waves()).singleElement().satisfies(wave -> {
            assertThat(wave.targeted()).isZero();
            assertThat(wave.verdict().state()).isEqualTo(State.INCONCLUSIVE);
            assertThat(wave.verdict().cause()).isEqualTo("0 outcomes; at least 1 are needed");
        });
    }

    @Test
    void theSameCampaignAgainWritesNothing() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 42, "weights");
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        String written = written(bundle.line());

        Wanted.accepted(BRIDGE, campaign);
        Wanted.summary(BRIDGE, bundle.line());
        assertThat(written(bundle.line())).isEqualTo(written);

        Wanted.accepted(BRIDGE, Wanted.paused(campaign));
        assertThat(written(bundle.line())).isNotEqualTo(written);
    }

    /** The transaction that wrote the campaign, and those of all releases of the line. */
    private static String written(String line) {
        return BRIDGE.sql(
                "SELECT c.xmin || ' ' || string_agg(r.xmin::text, ' ') FROM campaigns c JOIN releases r USING (line)"
                        + " WHERE line = '%s' GROUP BY c.xmin".formatted(line));
    }

    @Test
    void aRefusalSaysWhatWhereAndWhatToDoAndIsCounted() {
        String counter = "roadworthy_bridge_problems_total{reason=\"NotFound\"}";
        double before = BRIDGE.metric(counter);

        HttpResponse<byte[]> response = BRIDGE.operator("GET", "/v1/campaigns/nobodys-line", "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Bridge.json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("title").asText()).isEqualTo("NotFound");
        assertThat(problem.path("detail").asText()).isEqualTo("the line has no campaign");
        assertThat(problem.path("instance").asText()).isEqualTo("/v1/campaigns/nobodys-line");
        assertThat(problem.path("where").asText()).isEqualTo("path, the line");
        assertThat(problem.path("fix").asText()).startsWith("put a campaign");
        assertThat(BRIDGE.metric(counter)).isEqualTo(before + 1);
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        byte[] body = new byte[300 * 1024];

        for (BodyPublisher publisher : List.of(
                BodyPublishers.ofByteArray(body),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                BodyPublishers.ofByteArray(new byte[12 * 1024 * 1024]))) {
            HttpResponse<byte[]> response = BRIDGE.operator("PUT", "/v1/campaigns/line", publisher);

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(Bridge.json(response).path("title").asText()).isEqualTo("BodyTooLarge");
        }
    }

    @Test
    void whatTheFrameworkRefusesHasTheSameForm() {
        problem(BRIDGE.operator("DELETE", "/v1/campaigns/line", ""), 405, "MethodNotAllowed");
        problem(BRIDGE.operator("GET", "/v1/campaign", ""), 404, "NotFound");
        problem(
                BRIDGE.send(BRIDGE.asOperator("/v1/campaigns/line")
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString("{}"))),
                415,
                "UnsupportedMediaType");
        problem(BRIDGE.operator("GET", "/v1/campaigns/a%00b", ""), 404, "NotFound");
    }

    private static void problem(HttpResponse<byte[]> response, int status, String title) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Bridge.json(response).path("title").asText()).isEqualTo(title);
    }

    @Test
    void withoutTheOperatorsTokenNothingIsHeardOrTold() {
        for (String token : new String[] {"Bearer another-token-0123456789abcdefghijk", "Basic eA==", "Bearer "}) {
            HttpResponse<byte[]> response = BRIDGE.send(BRIDGE.request("/v1/campaigns/line")
                    .header("Authorization", token)
                    .GET());
            assertThat(response.statusCode()).isEqualTo(401);
        }
        assertThat(BRIDGE.send(BRIDGE.request("/v1/campaigns/line").GET()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theCounterOfALineNeverGoesBack() {
        String line = BRIDGE.name("line");
        Wanted.begin(BRIDGE, bundle(line, 42, "weights"));
        SignedBundle older = bundle(line, 41, "older");
        SignedBundle twin = bundle(line, 42, "other weights");
        BRIDGE.store(older);
        BRIDGE.store(twin);

        refuses(Wanted.everywhere(older), 409, "the line %s is at 1.42, and this is 1.41".formatted(line));
        refuses(Wanted.everywhere(twin), 409, "the position 1.42 of %s belongs to".formatted(line));
        Wanted.begin(BRIDGE, bundle(line, 43, "newer"));
    }

    @Test
    void whatCannotBeMeantIsSaidToBeSo() {
        SignedBundle bundle = bundle(BRIDGE.name("line"), 1, "weights");
        String json = document(Wanted.everywhere(bundle));

        assertThat(BRIDGE.operator("PUT", "/v1/campaigns/another", json).statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/campaigns/" + bundle.line(), "{").statusCode())
                .isEqualTo(400);
        HttpResponse<byte[]> response = BRIDGE.operator(
                "PUT", "/v1/campaigns/" + bundle.line(), json.replace("\"percent\":100", "\"percent\":0"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Bridge.text(response)).contains("expected 1 to 100");
        problem(
                BRIDGE.operator("PUT", "/v1/campaigns/" + bundle.line(), json.replace("\"all\"", "\"\\u0000\"")),
                400,
                "InvalidBody");
    }

    @Test
    void aVehicleIsEnrolledWithASecretOrNotAtAll() {
        String enrolment = "{\"line\": \"l\", \"hardware\": \"h\", \"token\": \"%s\"}";

        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", enrolment.formatted("short"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/.v", enrolment.formatted("x".repeat(32)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", "{\"line\": \"l\"}").statusCode())
                .isEqualTo(400);
        assertThat(BRIDGE.operator("PUT", "/v1/vehicles/v", enrolment.formatted("x".repeat(32)))
                        .statusCode())
                .isEqualTo(204);
    }

    private static void refuses(Campaign campaign, int status, String why) {
        HttpResponse<byte[]> response = Wanted.put(BRIDGE, campaign);

        assertThat(Bridge.text(response)).contains(why);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static SignedBundle bundle(String line, long counter, String weights) {
        return SignedBundle.of(Bridge.KEY, line, counter, weights, null);
    }

    private static String document(Campaign campaign) {
        return new String(Documents.write(campaign), StandardCharsets.UTF_8);
    }
}
