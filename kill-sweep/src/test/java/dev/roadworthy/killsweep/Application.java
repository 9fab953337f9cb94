package dev.roadworthy.killsweep;

import dev.roadworthy.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A built application in a process of its own. */
final class Application {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    // A process that lives for seconds is not worth the better compiler.
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private final Path jar;
    private final Path log;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    /**
     * Not started yet.
     *
     * @param jar from the root of the repository
     * @param log where it gets what the processes say
     */
    Application(String jar, Path log) {
        this.jar = Repository.path(jar);
        this.log = log;
        if (!Files.isRegularFile(this.jar)) {
            throw new IllegalStateException("%s is not built; run mvn package first".formatted(this.jar));
        }
        // A test that is interrupted leaves nobody behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** With this system property. */
    Application set(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    /** With this environment variable. */
    Application env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it, and does not wait for it. */
    synchronized void start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(SHORT_LIVED);
        settings.forEach((setting, value) -> command.add("-D%s=%s".formatted(setting, value)));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it by SIGKILL; returns when it is dead. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Ends it as Kubernetes does. */
    synchronized void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    /** Waits for its end, and gives its exit code. */
    int await() {
        return process.onExit().join().exitValue();
    }

    /** Waits until this address answers 200. */
    void awaitReady(String address) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(address)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("it ended; its words are in " + log, () -> !process.isAlive())
                    .until(() -> http.send(question, BodyHandlers.discarding()).statusCode() == 200);
        }
    }
}
