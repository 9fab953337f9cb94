package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.access.TokenFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is a member by the documents of each host, and that nobody is one by a refusal. */
class TeamsTest {

    private static final String GITHUB_TEAM = "/orgs/vision/teams/perception";
    private static final String GITEA_SEARCH = "/orgs/vision/teams/search?limit=50&q=perception";
    private static final String GITLAB_GROUP = "/groups/vision%2Fperception";

    private final Map<String, Reply> replies = new HashMap<>();
    private HttpServer server;
    private Teams gitHub;
    private Teams gitea;
    private Teams gitLab;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Reply reply = replies.getOrDefault(
                    exchange.getRequestURI().toString(), new Reply(404, "{\"message\": \"Not Found\"}"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        JsonApi api = new JsonApi(
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())),
                new TokenFile(Files.writeString(directory.resolve("token"), "token")),
                new JsonApi.Access("anything", Map.of()),
                Duration.ofSeconds(20),
                InstantSource.system());
        gitHub = Dialect.GITHUB.teams(api);
        gitea = Dialect.GITEA.teams(api);
        gitLab = new GitLabGroups(api, new Fields("GitLab's", "username"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"200, active, true", "200, pending, false", "404, , false"})
    void gitHubKnowsActiveMembers(int status, String state, boolean member) throws Exception {
        on(GITHUB_TEAM, 200, "{\"slug\": \"perception\"}");
        on(GITHUB_TEAM + "/memberships/alice", status, "{\"state\": \"%s\"}".formatted(state));

        assertThat(gitHub.has("vision/perception", "alice")).isEqualTo(member);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aTeamThatGitHubHidesIsRefusedWithTheRight(int status) {
        on(GITHUB_TEAM, status, "{\"message\": \"Not Found\"}");
        on(GITHUB_TEAM + "/memberships/alice", 200, "{\"state\": \"active\"}");

        assertThatThrownBy(() -> gitHub.has("vision/perception", "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not show the members of team 'vision/perception' (%d)".formatted(status))
                .hasMessageContaining("read:org");
    }

    @Test
    void membersThatGitHubHidesAreRefusedWithTheRight() {
        on(GITHUB_TEAM, 200, "{}");
        on(GITHUB_TEAM + "/memberships/alice", 403, "{\"message\": \"Resource not accessible\"}");

        assertThatThrownBy(() -> gitHub.has("vision/perception", "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'Members' of the organisation");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "404, false"})
    void giteaKnowsTeamsByANumber(int status, boolean member) throws Exception {
        on(GITEA_SEARCH, 200, """
                {"ok": true, "data": [{"id": 3, "name": "perception-2"}, {"id": 7, "name": "Perception"}]}""");
        on("/teams/7/members/alice", status, "{\"login\": \"alice\"}");

        assertThat(gitea.has("vision/perception", "alice")).isEqualTo(member);
    }

    @Test
    void aTeamThatGiteaDoesNotFindIsRefusedWithTheRight() {
        on(GITEA_SEARCH, 200, "{\"ok\": true, \"data\": [{\"id\": 3, \"name\": \"perception-2\"}]}");

        assertThatThrownBy(() -> gitea.has("vision/perception", "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("shows no team 'vision/perception'")
                .hasMessageContaining("read on 'organization', and make its user a member of that team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"perception", "a/b/c", "/perception", "vision/"})
    void aTeamOfAnOrganisationHasTwoNames(String team) {
        assertThatThrownBy(() -> gitea.has(team, "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expected organisation/team");
        assertThatThrownBy(() -> gitHub.has(team, "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expected organisation/team");
    }

    @ParameterizedTest
    @CsvSource({"200, active, true", "200, blocked, false", "404, , false"})
    void gitLabKnowsMembersByTheNumberOfTheUser(int status, String state, boolean member) throws Exception {
        on(GITLAB_GROUP + "?with_projects=false", 200, "{\"id\": 9}");
        on("/users?username=alice", 200, "[{\"id\": 12, \"username\": \"alice\"}]");
        on(GITLAB_GROUP + "/members/all/12", status, "{\"state\": \"%s\"}".formatted(state));

        assertThat(gitLab.has("vision/perception", "alice")).isEqualTo(member);
    }

    @Test
    void aUserWhoIsGoneIsNoMember() throws Exception {
        on(GITLAB_GROUP + "?with_projects=false", 200, "{\"id\": 9}");
        on("/users?username=alice", 200, "[]");

        assertThat(gitLab.has("vision/perception", "alice")).isFalse();
    }

    @Test
    void aGroupThatGitLabHidesIsRefusedWithTheRight() {
        assertThatThrownBy(() -> gitLab.has("vision/perception", "alice"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("'vision/perception' (404)")
                .hasMessageContaining("group access token");
    }

    private void on(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
    }
}
