package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.controller.port.GitHost.Approval;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.access.TokenFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitLab's documents, as its documentation has them. */
class GitLabTest {

    private static final String REQUESTS = "/api/v4/projects/vision%2Fedge%2Ffleet/merge_requests";
    private static final PullRequests.Text TEXT = new PullRequests.Text("T", "B");

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private GitLab gitLab;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            String request = "%s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            path.startsWith(REQUESTS) ? path.substring(REQUESTS.length()) : path);
            asked.add(sent.isEmpty() ? request : request + " " + sent);
            Reply reply = replies.getOrDefault(request, new Reply(404, "{\"message\": \"404 Not found\"}"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        gitLab = new GitLab(
                URI.create("http://127.0.0.1:%d/api/v4/"
                        .formatted(server.getAddress().getPort())),
                "vision/edge/fleet",
                new TokenFile(Files.writeString(directory.resolve("token"), "glpat-1")),
                Duration.ofSeconds(20),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void requestsFromForksAreNone() throws Exception {
        on("GET ?state=all&scope=all&order_by=created_at&sort=desc&per_page=100&page=1", 200, """
                [{"iid": 4, "title": "T", "description": null, "author": {"id": 5, "username": "roadworthy"}, "source_branch": "b", "source_project_id": 9, "target_project_id": 9},
                 {"iid": 3, "title": "T", "description": "", "source_branch": "c", "source_project_id": 8, "target_project_id": 9},
                 {"iid": 2, "title": "T", "description": "", "source_branch": "d", "source_project_id": null, "target_project_id": 9}]""");

        assertThat(gitLab.newerThan(0))
                .containsExactly(new PullRequests.Listed(
                        4, "b", new PullRequests.User(5, "roadworthy"), new PullRequests.Text("T", "")));
    }

    @Test
    void aTokenIsOfTheUserThatGitLabSays() throws Exception {
        on("GET /api/v4/user", 200, "{\"id\": 5, \"username\": \"roadworthy\"}");

        assertThat(gitLab.self()).isEqualTo(new PullRequests.User(5, "roadworthy"));
    }

    @Test
    void anApprovalIsOfTheCommitThatHadBeenPushedByThen() throws Exception {
        on("GET /4", 200, request("opened", ""));
        on("GET /4/approvals", 200, """
                {"approved_by": [
                  {"user": {"username": "early"}, "approved_at": "2026-10-01T11:59:59.000Z"},
                  {"user": {"username": "alice"}, "approved_at": "2026-10-01T12:30:00.000Z"},
                  {"user": {"username": "bob"}, "approved_at": "2026-10-01T13:00:00.000Z"}]}""");
        on("GET /4/versions?per_page=100&page=1", 200, """
                [{"id": 2, "head_commit_sha": "bbbb", "created_at": "2026-10-01T13:00:00.000Z"},
                 {"id": 1, "head_commit_sha": "aaaa", "created_at": "2026-10-01T12:00:00.000Z"}]""");

        assertThat(gitLab.read(4).orElseThrow().pullRequest().approvals())
                .containsExactly(
                        new Approval("early", "", Instant.parse("2026-10-01T11:59:59Z")),
                        new Approval("alice", "aaaa", Instant.parse("2026-10-01T12:30:00Z")),
                        new Approval("bob", "bbbb", Instant.parse("2026-10-01T13:00:00Z")));
    }

    @Test
    void anOlderGitLabThatDoesNotSayWhenIsRefused() {
        on("GET /4", 200, request("opened", ""));
        on("GET /4/approvals", 200, "{\"approved_by\": [{\"user\": {\"username\": \"alice\"}}]}");
        on("GET /4/versions?per_page=100&page=1", 200, "[]");

        assertThatThrownBy(() -> gitLab.read(4)).isInstanceOf(Refused.class).hasMessageContaining("approved_at");
    }

    @ParameterizedTest
    @CsvSource({"opened, OPEN", "locked, OPEN", "closed, CLOSED", "merged, MERGED"})
    void aStateIsOpenOrDecided(String state, State expected) throws Exception {
        on("GET /4", 200, request(state, "\"merge_commit_sha\": \"cccc\", "));
        on("GET /4/approvals", 200, "{\"approved_by\": []}");

        assertThat(gitLab.read(4).orElseThrow().pullRequest().state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "cccc, , cccc",
        ", dddd, dddd",
        "cccc, dddd, cccc",
        ", , bbbb",
    })
    void aMergeIsTheCommitThatCameIntoTheBranch(@Nullable String merge, @Nullable String squash, String commit)
            throws Exception {
        on(
                "GET /4",
                200,
                request(
                        "merged",
                        "\"merge_commit_sha\": %s, \"squash_commit_sha\": %s, "
                                .formatted(quoted(merge), quoted(squash))));
        on("GET /4/approvals", 200, "{\"approved_by\": []}");

        assertThat(gitLab.read(4).orElseThrow().pullRequest().merge().orElseThrow())
                .satisfies(each -> assertThat(each.commit()).isEqualTo(commit))
                .satisfies(each -> assertThat(each.by()).isEqualTo("carol"));
    }

    @Test
    void whatIsGoneIsEmptyAndWhatIsOpenIsNotOpenedAgain() throws Exception {
        on("POST ", 409, "{\"message\": [\"Another open merge request already exists for this source branch: !4\"]}");

        assertThat(gitLab.read(7)).isEmpty();
        assertThat(gitLab.open(new PullRequests.Draft("b", "main", TEXT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "verified, true",
        "verified_system, true",
        "unverified, false",
        "unknown_key, false",
        "revoked_key, false",
        "multiple_signatures, false",
        "other_user, false",
    })
    void aSignatureIsWhatGitLabSays(String status, boolean verified) throws Exception {
        on(
                "GET /api/v4/projects/vision%2Fedge%2Ffleet/repository/commits/cccc/signature",
                200, "{\"signature_type\": \"SSH\", \"verification_status\": \"%s\"}".formatted(status));

        assertThat(gitLab.signature("cccc")).isEqualTo(new Signature(verified, status));
        assertThat(gitLab.signature("dddd")).isEqualTo(new Signature(false, "unsigned"));
    }

    @Test
    void aCommitIsInABranchThatLacksNothingOfIt() throws Exception {
        String compare = "GET /api/v4/projects/vision%2Fedge%2Ffleet/repository/compare?from=";
        on("GET /api/v4/projects/vision%2Fedge%2Ffleet", 200, "{\"default_branch\": \"main\"}");
        on(compare + "main&to=cccc", 200, "{\"commits\": []}");
        on(compare + "main&to=dddd", 200, "{\"commits\": [{\"id\": \"dddd\"}]}");
        on(compare + "release%2Fmain&to=cccc", 200, "{\"commits\": []}");

        assertThat(gitLab.isIn(Optional.empty(), "cccc")).isTrue();
        assertThat(gitLab.isIn(Optional.empty(), "dddd")).isFalse();
        assertThat(gitLab.isIn(Optional.empty(), "eeee")).isFalse();
        assertThat(gitLab.isIn(Optional.of("release/main"), "cccc")).isTrue();
    }

    @Test
    void changesAreWhatTheDocumentationSays() throws Exception {
        on("POST ", 201, "{\"iid\": 5}");
        on("PUT /5", 200, "{}");
        on("POST /5/notes", 201, "{}");

        assertThat(gitLab.open(new PullRequests.Draft("b", "main", TEXT))).isEqualTo(Optional.of(5L));
        gitLab.rewrite(5, TEXT);
        gitLab.comment(5, "why");
        gitLab.close(5);

        assertThat(asked.getFirst())
                .contains("\"source_branch\":\"b\"", "\"target_branch\":\"main\"", "\"description\":\"B\"");
        assertThat(asked.get(1)).startsWith("PUT /5 ").contains("\"title\":\"T\"", "\"description\":\"B\"");
        assertThat(asked.subList(2, 4))
                .containsExactly("POST /5/notes {\"body\":\"why\"}", "PUT /5 {\"state_event\":\"close\"}");
    }

    private void on(String request, int status, String body) {
        replies.put(request, new Reply(status, body));
    }

    private static String request(String state, String more) {
        return """
                {%s"iid": 4, "title": "T", "description": "B", "state": "%s", "web_url": "https://gitlab.example.com/f/-/merge_requests/4",
                 "author": {"username": "roadworthy"}, "sha": "bbbb", "merge_user": {"username": "carol"},
                 "merged_at": "2026-10-01T14:00:00.000Z"}""".formatted(more, state);
    }

    private static String quoted(@Nullable String sha) {
        return sha == null ? "null" : "\"%s\"".formatted(sha);
    }
}
