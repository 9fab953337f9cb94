package dev.roadworthy.operator;

import static org.awaitility.Awaitility.await;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The packaged application in a process of its own, as the chart sets it up, on a store that is not there. */
final class OperatorProcess implements AutoCloseable {

    private static final Duration STARTING = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path log;

    private OperatorProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts one, and awaits that it is ready.
     *
     * @param name its pod's
     */
    static OperatorProcess start(Cluster cluster, String name, Path directory) throws IOException {
        return start(cluster, name, directory, Map.of());
    }

    /** The same with these variables besides, or in place of others. */
    static OperatorProcess start(Cluster cluster, String name, Path directory, Map<String, String> variables)
            throws IOException {
        int port = Loopback.freePort();
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Repository.path("operator/target/quarkus-app/quarkus-run.jar").toString());
        builder.environment()
                .putAll(Map.of(
                        "HOSTNAME",
                        name,
                        "KUBECONFIG",
                        cluster.kubeconfig().toString(),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_OPERATOR_SDK_NAMESPACES",
                        cluster.namespace(),
                        "ROADWORTHY_LEADER_ELECTION_NAMESPACE",
                        cluster.namespace(),
                        "ROADWORTHY_STORE_URI",
                        "s3://artifacts/roadworthy",
                        "ROADWORTHY_STORE_REGION",
                        "eu-west-1",
                        "ROADWORTHY_STEPS_WORKER_IMAGE",
                        "localhost/worker:1",
                        "ROADWORTHY_STEPS_SERVICE_ACCOUNT",
                        "roadworthy-step"));
        builder.environment().putAll(variables);
        OperatorProcess started = new OperatorProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port, log);
        await().atMost(STARTING)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> started.get("/q/health/ready").contains("\"status\": \"UP\""));
        return started;
    }

    Path log() {
        return log;
    }

    /** The body of what it answers. */
    String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** What a GET of an address of this machine is answered. */
    int status(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
