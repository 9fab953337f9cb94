package dev.roadworthy.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The API of a Gitea, as its administrator and as users whom that made. A repository is named by owner and name. */
public final class GiteaApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String administrator;
    private final String password;

    /**
     * Asks a Gitea.
     *
     * @param address without a slash at the end
     * @param password of the administrator; users get the same
     */
    public GiteaApi(URI address, String administrator, String password) {
        this.address = address;
        this.administrator = administrator;
        this.password = password;
    }

    /** A user who is signed in by a token. */
    public record User(String name, String token) {}

    /**
     * A new user.
     *
     * @param scopes of the token, for example {@code write:repository}
     */
    public User user(String name, String... scopes) throws Exception {
        ask(
                "POST",
                "admin/users",
                Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "password",
                        password,
                        "must_change_password",
                        false));
        return new User(name, token(name, "first", scopes));
    }

    /** Another token of a user. */
    public String token(String user, String name, String... scopes) throws Exception {
        Map<String, Object> token = Map.of("name", name, "scopes", List.of(scopes));
        return request("POST", "users/%s/tokens".formatted(user), token, user)
                .path("sha1")
                .asText();
    }

    /**
     * A new repository of an organisation of its own.
     *
     * @param writers names of who may write to it
     * @return its address for a clone
     */
    public URI repository(String owner, String name, String... writers) throws Exception {
        ask("POST", "orgs", Map.of("username", owner));
        ask("POST", "orgs/%s/repos".formatted(owner), Map.of("name", name, "private", true, "default_branch", "main"));
        for (String writer : writers) {
            ask("PUT", "repos/%s/%s/collaborators/%s".formatted(owner, name, writer), Map.of("permission", "write"));
        }
        return URI.create("%s/%s/%s.git".formatted(address, owner, name));
    }

    /** Commits a new file to a branch, which must be there unless the repository is empty. */
    public void commit(String repository, String branch, String path, String content) throws Exception {
        ask(
                "POST",
                "repos/%s/contents/%s".formatted(repository, path),
                Map.of("branch", branch, "content", base64(content)));
    }

    /** What the file content API takes. */
    public static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a file on a branch. */
    public String text(String repository, String branch, String path) throws Exception {
        String content = ask("GET", "repos/%s/contents/%s?ref=%s".formatted(repository, path, branch), Map.of())
                .path("content")
                .asText();
        return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    }

    /**
     * Lets it send what happens to pull requests.
     *
     * @param address that it sends to
     * @param secret that proves who sends
     */
    public void webhook(String repository, URI address, String secret) throws Exception {
        ask(
                "POST",
                "repos/%s/hooks".formatted(repository),
                Map.of(
                        "type",
                        "gitea",
                        "active",
                        true,
                        "events",
                        List.of("pull_request", "pull_request_review"),
                        "config",
                        Map.of("url", address.toString(), "content_type", "json", "secret", secret)));
    }

    /**
     * Opens a pull request that adds a file.
     *
     * @param branch new, and the file's name
     * @return its number
     */
    public String pullRequest(User author, String repository, String branch) throws Exception {
        ask(
                author,
                "POST",
                "repos/%s/contents/%s".formatted(repository, branch),
                Map.of("branch", "main", "new_branch", branch, "content", base64(branch)));
        Map<String, String> pull = Map.of("head", branch, "base", "main", "title", branch);
        return ask(author, "POST", "repos/%s/pulls".formatted(repository), pull)
                .path("number")
                .asText();
    }

    /** Approves the last commit of a pull request. */
    public void approve(User reviewer, String repository, String number) throws Exception {
        String pull = "repos/%s/pulls/%s".formatted(repository, number);
        String head = ask("GET", pull, Map.of()).at("/head/sha").asText();
        ask(reviewer, "POST", pull + "/reviews", Map.of("event", "APPROVED", "commit_id", head));
    }

    /** Merges a pull request. */
    public void merge(User merger, String repository, String number) {
        String pull = "repos/%s/pulls/%s".formatted(repository, number);
        // It says "try again later" as long as it looks for conflicts.
        await("a merge of " + pull)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask(merger, "POST", pull + "/merge", Map.of("Do", "merge")) != null);
    }

    /**
     * Asks as an administrator.
     *
     * @param path below {@code /api/v1/}
     */
    public JsonNode ask(String method, String path, Map<String, ?> body) throws Exception {
        return request(method, path, body, administrator);
    }

    /** Asks as a user. */
    public JsonNode ask(User user, String method, String path, Map<String, ?> body) throws Exception {
        return request(method, path, body, user.name());
    }

    private JsonNode request(String method, String path, Map<String, ?> body, String user) throws Exception {
        String login = base64("%s:%s".formatted(user, password));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("%s/api/v1/%s".formatted(address, path)))
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                method.equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }
}
