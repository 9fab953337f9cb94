package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.TokenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a host means that the real one does not give at will. */
class RestPullRequestsTest {

    private static final String TOKEN = "0123secret4567";
    private static final PullRequests.User ALICE = new PullRequests.User(3, "alice");

    private final List<String> asked = new ArrayList<>();
    private final List<List<String>> tags = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private RestPullRequests gitea;
    private Instant now = Instant.parse("2026-10-01T12:00:00Z");
    private boolean stalls;
    private int status;
    private byte[] body = new byte[0];

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            tags.add(exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of()));
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, stalls ? 1 : body.length);
            if (stalls) {
                exchange.getResponseBody().flush();
                awaitEnd();
            }
            exchange.close();
        });
        server.start();
        gitea = pullRequests(Dialect.GITEA, Duration.ofSeconds(20));
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void whatIsKnownOfAListIsNotReadAgain() throws Exception {
        answers(200, """
                [{"number": 1, "title": "T", "body": "B", "user": {"id": 3, "login": "alice"},
                  "head": {"label": "b", "repo_id": 1}, "base": {"repo_id": 1}}]""");
        headers.put("Link", "<x?page=2>; rel=\"next\",<x?page=9>; rel=\"last\"");

        assertThat(gitea.newerThan(1))
                .containsExactly(new PullRequests.Listed(1, "b", ALICE, new PullRequests.Text("T", "B")));
        assertThat(asked).containsExactly("GET /api/v1/repos/fleet/manifests/pulls?state=all&limit=50&page=1");
    }

    @Test
    void whoseATokenIsIsAskedOnceAToken() throws Exception {
        answers(200, "{\"id\": 3, \"login\": \"alice\"}");
        assertThat(gitea.self()).isEqualTo(ALICE);
        assertThat(gitea.self()).isEqualTo(ALICE);
        assertThat(asked).containsExactly("GET /api/v1/user");

        Files.writeString(directory.resolve("token"), "another");
        answers(200, "{\"id\": 4, \"login\": \"bob\"}");

        assertThat(gitea.self()).isEqualTo(new PullRequests.User(4, "bob"));
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"login\": \"alice\"}", "{\"id\": 0, \"login\": \"alice\"}"})
    void aTokenOfNobodyIsRefused(String body) {
        answers(200, body);

        assertThatThrownBy(() -> gitea.self())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("without what Gitea's API has: id");
    }

    @ParameterizedTest
    @CsvSource({"3, 3, true", "3, 4, false", "0, 0, false", "-1, -1, false"})
    void usersAreTheSameByTheirIdWhileTheyAreThere(long one, long other, boolean same) {
        assertThat(new PullRequests.User(one, "renamed").is(new PullRequests.User(other, "alice")))
                .isEqualTo(same);
    }

    @Test
    void aSignatureIsReadFromTheCommit() throws Exception {
        answers(
                200,
                "{\"commit\": {\"verification\": {\"verified\": true, \"reason\": \"alice / 4AEE18F83AFDEB23\"}}}");
        assertThat(gitea.signature("cccc")).isEqualTo(new Signature(true, "alice / 4AEE18F83AFDEB23"));
        answers(200, "{}");
        assertThat(gitea.signature("cccc").verified()).isFalse();
        answers(404, "{\"message\": \"not found\"}");
        assertThatThrownBy(() -> gitea.signature("cccc")).isInstanceOf(Refused.class);

        assertThat(asked).containsOnly("GET /api/v1/repos/fleet/manifests/git/commits/cccc");
    }

    @ParameterizedTest
    @CsvSource({"200, 0, true", "200, 1, false", "404, 0, false"})
    void aCommitIsInABranchThatLacksNothingOfIt(int status, int lacking, boolean isIn) throws Exception {
        answers(status, "{\"total_commits\": %d}".formatted(lacking));

        assertThat(gitea.isIn(Optional.of("release/main"), "cccc")).isEqualTo(isIn);
        assertThat(asked).containsExactly("GET /api/v1/repos/fleet/manifests/compare/release%2Fmain...cccc");
    }

    @Test
    void whatIsOpenAlreadyIsNotOpenedAgain() throws Exception {
        answers(409, "{\"message\": \"pull request already exists for these targets\"}");

        assertThat(gitea.open(new PullRequests.Draft("b", "main", new PullRequests.Text("T", "B"))))
                .isEmpty();
    }

    @Test
    void whatIsGoneIsEmpty() throws Exception {
        answers(404, "{\"message\": \"not found\"}");

        assertThat(gitea.read(7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anOverloadedHostIsAskedAgainLater(int status) {
        answers(status, "<html>busy</html>");
        headers.put("Retry-After", "120");

        assertThatThrownBy(() -> gitea.read(1))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("answers %d and asks for patience until 2026-10-01T12:02:00Z".formatted(status));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "429, Retry-After, 30, 30",
        "503, Retry-After, 'Thu, 01 Oct 2026 12:00:30 GMT', 30",
        "403, Retry-After, 30, 30",
        "403, X-RateLimit-Reset, 1790856030, 30",
        "429, X-RateLimit-Reset, 1790856030, 30",
        "503, Retry-After, 999999999, 3600",
    })
    void aHostThatAsksForPatienceIsLeftAloneForSoLong(int status, String header, String value, int seconds)
            throws Exception {
        answers(status, "");
        headers.put("X-RateLimit-Remaining", header.startsWith("X-") ? "0" : "1");
        headers.put(header, value);
        assertThatThrownBy(() -> gitea.read(1)).isInstanceOf(Unavailable.class);

        answers(404, "");
        headers.clear();
        now = now.plusSeconds(seconds - 1);
        assertThatThrownBy(() -> gitea.read(1))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("asks for patience until");
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(gitea.read(1)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999", ""})
    void whatCannotBeReadOfPatienceIsNotHeeded(String after) {
        answers(503, "");
        headers.put("Retry-After", after);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> gitea.read(1)).isInstanceOf(Unavailable.class);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatIsUnchangedIsNotSentAgain() throws Exception {
        answers(200, "[]");
        headers.put("ETag", "\"a1\"");
        assertThat(gitea.newerThan(0)).isEmpty();
        answers(304, "");
        assertThat(gitea.newerThan(0)).isEmpty();
        answers(200, "[{}]");
        assertThatThrownBy(() -> gitea.newerThan(0)).isInstanceOf(Refused.class);

        assertThat(tags).containsExactly(List.of(), List.of("\"a1\""), List.of("\"a1\""));
    }

    @Test
    void whatIsLargeIsNotKept() throws Exception {
        answers(200, "[" + " ".repeat(Unchanged.LARGEST) + "]");
        headers.put("ETag", "\"a1\"");
        gitea.newerThan(0);
        gitea.newerThan(0);

        assertThat(tags).containsOnly(List.of());
    }

    @Test
    void aHostThatStopsInTheMiddleOfItsAnswerIsNotWaitedFor() throws Exception {
        answers(200, "[" + " ".repeat(100));
        stalls = true;

        assertThatThrownBy(() ->
                        pullRequests(Dialect.GITEA, Duration.ofMillis(300)).read(1))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not answer within 300 ms");
    }

    @Test
    void aPageInPlaceOfTheApiIsRefused() {
        answers(200, "<!DOCTYPE html><title>Sign in</title>");
        headers.put("Content-Type", "text/html");

        assertThatThrownBy(() -> gitea.newerThan(0))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no JSON (text/html), as a login page would; correct the address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "[{\"number\": 1}]", "\"?\"", ""})
    void anotherApiIsRefused(String body) {
        answers(200, body);

        assertThatThrownBy(() -> gitea.newerThan(0))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("without what Gitea's API has");
    }

    @Test
    void aRedirectIsNotFollowed() {
        answers(302, "");
        headers.put("Location", "http://elsewhere.example.com/");

        assertThatThrownBy(() -> gitea.read(1))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("redirects to http://elsewhere.example.com/, which the token is not sent to");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        answers(200, "[" + " ".repeat((int) JsonApi.MAX_BYTES) + "]");

        assertThatThrownBy(() -> gitea.newerThan(0)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 423, 429, 500})
    void aMessageQuotesTheHostBrieflyAndNeverTheToken(int status) {
        answers(status, "{\"message\": \"you\\nsent %s\"}".formatted("x".repeat(1000)));

        assertThat(catchThrowable(() -> gitea.comment(1, "text")))
                .isInstanceOfAny(Refused.class, Unavailable.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("you sent xxx")
                        .doesNotContain(TOKEN)
                        .hasSizeLessThan(800));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "not visible \u0007"})
    void aFileWithoutATokenIsRefusedUnseen(String content) throws Exception {
        Files.writeString(directory.resolve("token"), content);

        assertThatThrownBy(() -> gitea.read(1))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("holds no token: expected one line of visible ASCII")
                .hasMessageNotContaining("lines");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTokenIsReadForEachUse() throws Exception {
        Files.delete(directory.resolve("token"));

        assertThatThrownBy(() -> gitea.read(1))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cannot be read from " + directory.resolve("token"));
    }

    private void answers(int status, String body) {
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    private RestPullRequests pullRequests(Dialect dialect, Duration timeout) throws IOException {
        return new RestPullRequests(
                dialect,
                URI.create("http://127.0.0.1:%d/api/v1/"
                        .formatted(server.getAddress().getPort())),
                "fleet",
                "manifests",
                new TokenFile(Files.writeString(directory.resolve("token"), TOKEN + "\n")),
                timeout,
                () -> now);
    }
}
