package dev.roadworthy.testing;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

    private static final String ADMINISTRATOR = "administrator";
    private static final String PASSWORD = "for-tests-only";

    private @Nullable Process process;
    private @Nullable GiteaApi api;
    private @Nullable Path directory;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        program();
        Path home = Files.createTempDirectory("gitea-");
        directory = home;
        port = Loopback.freePort();
        api = new GiteaApi(URI.create(address()), ADMINISTRATOR, PASSWORD);
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
                [webhook]
                ALLOWED_HOST_LIST = loopback
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

    /** Its API. */
    public GiteaApi api() {
        return Objects.requireNonNull(api, "it was not prepared: register it as an extension");
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
