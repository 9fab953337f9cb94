package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.AppKey;
import dev.roadworthy.git.access.AppKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An App by GitHub's documents. */
class GitHubAppTest {

    private static final KeyPair PAIR = AppKeys.pair();
    private static final String TOKENS = "POST /app/installations/98765432/access_tokens";

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;
    private GitHubApp app;
    private RestPullRequests pullRequests;
    private Instant now = Instant.parse("2026-10-01T12:00:00Z");

    private record Reply(int status, String body) {}

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = "%s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI());
            asked.add(sent.isEmpty() ? request : request + " " + sent);
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            Reply reply = replies.getOrDefault(request, new Reply(404, "{\"message\": \"Not Found\"}"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI address =
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        AppKey key = new AppKey("123456", "98765432", AppKeys.write(directory.resolve("key"), PAIR));
        app = new GitHubApp(address, key, "fleet", Duration.ofSeconds(20), () -> now);
        pullRequests = new RestPullRequests(
                Dialect.GITHUB, address, "vision", "fleet", app, Duration.ofSeconds(20), () -> now);
        on("GET /app", 200, "{\"slug\": \"roadworthy-acme\"}");
        on("GET /users/roadworthy-acme%5Bbot%5D", 200, "{\"id\": 77, \"login\": \"roadworthy-acme[bot]\"}");
        installed("ghs_first");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenIsForTheOneRepositoryAndAskedForByTheAppItself() throws Exception {
        assertThat(app.read()).isEqualTo("ghs_first");

        assertThat(asked).containsExactly(TOKENS + " {\"repositories\":[\"fleet\"]}");
        assertThat(authorizations).singleElement().asString().matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @ParameterizedTest(name = "{0} minutes later: {1}")
    @CsvSource({"0, ghs_first", "54, ghs_first", "55, ghs_second", "61, ghs_second"})
    void aTokenIsKeptUntilShortlyBeforeItsEnd(int minutes, String token) throws Exception {
        app.read();
        installed("ghs_second");
        now = now.plus(Duration.ofMinutes(minutes));

        assertThat(app.read()).isEqualTo(token);
    }

    @Test
    void anAppIsAUserOfItsOwn() throws Exception {
        assertThat(pullRequests.self()).isEqualTo(new PullRequests.User(77, "roadworthy-acme[bot]"));

        assertThat(authorizations.getLast()).isEqualTo("Bearer ghs_first");
    }

    @Test
    void whatIsAskedIsAskedWithTheTokenOfTheInstallation() throws Exception {
        on("GET /repos/vision/fleet/pulls?state=all&sort=created&direction=desc&per_page=100&page=1", 200, "[]");

        assertThat(pullRequests.newerThan(0)).isEmpty();
        assertThat(authorizations.getLast()).isEqualTo("Bearer ghs_first");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 422})
    void anAppThatIsNotInstalledForTheRepositoryIsRefused(int status) {
        on(TOKENS, status, "{\"message\": \"Integration not found\"}");

        assertThatThrownBy(() -> app.read())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gives App 123456 no token for repository 'fleet' in installation 98765432 (%d)"
                        .formatted(status))
                .hasMessageContaining("install the App for that repository");
    }

    @Test
    void aKeyThatWasRevokedIsRefused() {
        on(TOKENS, 401, "{\"message\": \"A JSON web token could not be decoded\"}");

        assertThatThrownBy(() -> app.read())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the private key of GitHub App 123456")
                .hasMessageContaining("put a new one there");
    }

    @Test
    void aGitHubThatIsAwayIsAskedAgain() throws Exception {
        on(TOKENS, 502, "");
        assertThatThrownBy(() -> pullRequests.self()).isInstanceOf(Unavailable.class);

        installed("ghs_second");
        assertThat(app.read()).isEqualTo("ghs_second");
    }

    private void installed(String token) {
        on(TOKENS, 201, "{\"token\": \"%s\", \"expires_at\": \"2026-10-01T13:00:00Z\"}".formatted(token));
    }

    private void on(String request, int status, String body) {
        replies.put(request, new Reply(status, body));
    }
}
