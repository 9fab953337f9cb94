package dev.roadworthy.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for a test class: on a free port of the loopback interface, its files in a directory that goes with it.
 * Its programs are those of Debian's package {@code postgresql}. They refuse to work for root; a test that runs as root runs
 * them as the user {@value #USER}.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {

    /** Made by Debian's package; also the name of the database's superuser, who needs no password. */
    public static final String USER = "postgres";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable Path directory;
    private boolean running;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path home = Files.createTempDirectory("postgres-");
        directory = home;
        if (isRoot()) {
            Files.setOwner(
                    home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        port = Loopback.freePort();
        run("initdb", "-D", data(home), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        start();
    }

    /** Starts it again, with what it had. */
    public void start() throws Exception {
        Path home = home();
        // Nothing of it outlives the test, so nothing needs to reach the disk.
        String options =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off".formatted(port);
        run("pg_ctl", "-D", data(home), "-l", home.resolve("log").toString(), "-o", options, "-w", "start");
        running = true;
    }

    /** Ends it as a crash does: whoever is connected hears nothing more. */
    public void stop() throws Exception {
        run("pg_ctl", "-D", data(home()), "-m", "immediate", "-w", "stop");
        running = false;
    }

    private Path home() {
        return Objects.requireNonNull(directory, "it was not prepared: register it as an extension");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Path home = directory;
        if (home == null) {
            return;
        }
        if (running) {
            stop();
        }
        try (var paths = Files.walk(home)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** The JDBC URL of a new, empty database, with its user. */
    public String database() throws Exception {
        String database = "test" + databases.incrementAndGet();
        run("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", USER, database);
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, USER);
    }

    private static String data(Path home) {
        return home.resolve("data").toString();
    }

    private static void run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        command.add(programs().resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("postgres-", ".log");
        try {
            // A file, since the server keeps what pg_ctl is given, and a pipe would never end.
            Process process = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("%s does not end: %s".formatted(program, Files.readString(output)));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(program, Files.readString(output)));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(INSTALLED)) {
            try (var versions = Files.list(INSTALLED)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder())
                        .orElseThrow(PostgresServer::missing);
            }
        }
        throw missing();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException(
                "this test needs PostgreSQL, and there is none in %s; install it with tools/setup"
                        .formatted(INSTALLED));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }
}
