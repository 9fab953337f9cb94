package dev.roadworthy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Git host for a test class: Gitea on a free port of the loopback interface, its files in a directory that goes with
 * it. Its program is looked for in the directory that the system property or environment variable {@value #HOST} names.
 */
public final class GiteaServer implements BeforeAllCallback, AfterAllCallback {

    static final String HOST = "ROADWORTHY_GIT_HOST";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADMINISTRATOR = "administrator";
    private static final String PASSWORD = "for-tests-only";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Process process;
    private @Nullable Path directory;
    private int port;

    /** A user who is signed in by a token. */
    public record User(String name, String token) {}

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        program();
        Path home = Files.createTempDirectory("gitea-");
        directory = home;
        port = Loopback.freePort();
        Files.writeString(home.resolve("app.ini"), configuration(home));
        run("migrate");
        run(
                "admin",
                "user",
                "create",
                "--admin",
                "--username=" + ADMINISTRATOR,
                "--password=" + PASSWORD,
                "--email=administrator@example.com",
                "--must-change-password=false");
        start();
    }

    private String configuration(Path home) {
        return """
                APP_NAME = test
                RUN_MODE = prod
                I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
                WORK_PATH = %1$s
                [server]
                HTTP_ADDR = 127.0.0.1
                HTTP_PORT = %2$d
                ROOT_URL = http://127.0.0.1:%2$d/
                STATIC_ROOT_PATH = %3$s
                DISABLE_SSH = true
                OFFLINE_MODE = true
                [database]
                DB_TYPE = sqlite3
                PATH = %1$s/gitea.db
                [repository]
                ROOT = %1$s/repositories
                [security]
                INSTALL_LOCK = true
                PASSWORD_HASH_ALGO = pbkdf2$1$8
                [log]
                LEVEL = Warn
                """.formatted(home, port, program().getParent());
    }

    /** Starts it again, with what it had. */
    public void start() throws Exception {
        Path log = home().resolve("log.txt");
        process = command("web").redirectOutput(log.toFile()).start();
        Loopback.awaitConnection(process, port, log);
    }

    /** Ends it; whoever asks is not answered. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
        if (directory != null) {
            try (var paths = Files.walk(directory)) {
                paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** Where it answers, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * A new user.
     *
     * @param scopes of the token, for example {@code write:repository}
     */
    public User user(String name, String... scopes) throws Exception {
        request(
                "POST",
                "admin/users",
                Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "password",
                        PASSWORD,
                        "must_change_password",
                        false),
                ADMINISTRATOR);
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
     * @param writers who may write to it
     * @return its address for a clone
     */
    public URI repository(String owner, String name, User... writers) throws Exception {
        request("POST", "orgs", Map.of("username", owner), ADMINISTRATOR);
        request(
                "POST",
                "orgs/%s/repos".formatted(owner),
                Map.of("name", name, "private", true, "default_branch", "main"),
                ADMINISTRATOR);
        for (User writer : writers) {
            api(
                    "PUT",
                    "repos/%s/%s/collaborators/%s".formatted(owner, name, writer.name()),
                    Map.of("permission", "write"));
        }
        return URI.create("%s/%s/%s.git".formatted(address(), owner, name));
    }

    /** Commits a new file to a branch, which must be there unless the repository is empty. */
    public void commit(String repository, String branch, String path, String content) throws Exception {
        api(
                "POST",
                "repos/%s/contents/%s".formatted(repository, path),
                Map.of("branch", branch, "content", base64(content)));
    }

    /** What the file content API takes. */
    public static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks its API as an administrator.
     *
     * @param path below {@code /api/v1/}
     */
    public JsonNode api(String method, String path, Map<String, ?> body) throws Exception {
        return request(method, path, body, ADMINISTRATOR);
    }

    /** Asks its API as a user. */
    public JsonNode api(User user, String method, String path, Map<String, ?> body) throws Exception {
        return request(method, path, body, user.name());
    }

    private JsonNode request(String method, String path, Map<String, ?> body, String user) throws Exception {
        String login = Base64.getEncoder()
                .encodeToString("%s:%s".formatted(user, PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("%s/api/v1/%s".formatted(address(), path)))
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

    private static Path program() {
        String tools = System.getProperty(HOST, Objects.requireNonNullElse(System.getenv(HOST), ""));
        Path program = Path.of(tools, "gitea").toAbsolutePath();
        if (tools.isEmpty() || !Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "this test needs a real Git host: set %s to the directory that `sandbox/cluster git-host` prints (it is '%s', without gitea)"
                            .formatted(HOST, tools));
        }
        return program;
    }

    private Path home() {
        return Objects.requireNonNull(directory, "it was not prepared: register it as an extension");
    }

    private ProcessBuilder command(String... arguments) {
        ProcessBuilder command = new ProcessBuilder(
                        program().toString(),
                        "--config",
                        home().resolve("app.ini").toString())
                .redirectErrorStream(true);
        command.command().addAll(List.of(arguments));
        // It wants one, and a user's own Git configuration has no part in this.
        command.environment().put("HOME", home().toString());
        return command;
    }

    private void run(String... arguments) throws Exception {
        Process run = command(arguments).start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IllegalStateException("gitea %s failed: %s".formatted(List.of(arguments), output));
        }
    }
}
