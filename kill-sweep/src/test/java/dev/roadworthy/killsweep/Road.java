package dev.roadworthy.killsweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A bridge as it is shipped, for one operator, with a database of its own. */
final class Road implements AutoCloseable {

    static final String HARDWARE = "scooter-g3";

    private static final String TOKEN = "the-operators-token-0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Application application;
    private final URI origin;
    private final Path tokenFile;

    /**
     * Starts it, and waits until it is ready.
     *
     * @param operator whose bridge it is
     */
    Road(String operator, Path directory, ArtifactRoot artifacts, PostgresServer postgres, ReleaseKey key)
            throws Exception {
        tokenFile = Files.writeString(directory.resolve(operator + "-token"), TOKEN);
        int port = Loopback.freePort();
        int managementPort = Loopback.freePort();
        origin = URI.create("http://127.0.0.1:" + port);
        application = new Application(
                        "edge-fleet-bridge/target/quarkus-app/quarkus-run.jar",
                        directory.resolve(operator + "-bridge.log"))
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", port)
                .set("quarkus.management.host", "127.0.0.1")
                .set("quarkus.management.port", managementPort)
                .set("quarkus.log.console.json.enabled", false)
                .set("quarkus.datasource.jdbc.url", postgres.database())
                .set("quarkus.datasource.username", PostgresServer.USER)
                // It stops a breach by itself, so that vehicles are back when the operator looks.
                .set("roadworthy.bridge.watch-every", "PT1S")
                .set("roadworthy.bridge.operator-token-file", tokenFile)
                .set("roadworthy.bridge.release-keys-file", key.publicFile())
                .set("roadworthy.bridge.store.uri", artifacts.uri())
                .set("roadworthy.bridge.store.endpoint", artifacts.server().endpoint())
                .env("AWS_ACCESS_KEY_ID", artifacts.server().accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", artifacts.server().secretAccessKey());
        application.start();
        application.awaitReady("http://127.0.0.1:%d/q/health/ready".formatted(managementPort));
    }

    URI origin() {
        return origin;
    }

    /** What the operator comes with. */
    Path tokenFile() {
        return tokenFile;
    }

    /** Enrols a vehicle of the line, which will report this latency of its release. */
    Vehicle enrol(String line, String id, int latencyMs) {
        String token = "token-of-%s-".formatted(id) + "0".repeat(32);
        ask("PUT", "/v1/vehicles/" + id, "Bearer " + TOKEN, Map.of("line", line, "hardware", HARDWARE, "token", token));
        return new Vehicle(this, id, "TargetToken " + token, latencyMs);
    }

    /** The bundle that a vehicle has reported last. */
    Digest running(String vehicle) {
        JsonNode history = ask("GET", "/v1/fleet/vehicles/" + vehicle, "Bearer " + TOKEN, null)
                .orElseThrow();
        return new Digest(history.at("/runs/0/bundle").asText());
    }

    /** The line's campaign as the operator sees it. */
    CampaignSummary campaign(String line) throws MalformedDocumentException {
        JsonNode summary =
                ask("GET", "/v1/campaigns/" + line, "Bearer " + TOKEN, null).orElseThrow();
        return Documents.read(summary.toString(), CampaignSummary.class);
    }

    /**
     * Asks the bridge.
     *
     * @param path or an address that it gave
     * @param body sent as JSON; null for none
     * @return what it answers; empty where that has no content
     */
    Optional<JsonNode> ask(String method, String path, String authorization, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(origin.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", authorization)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s %s: %d %s"
                        .formatted(
                                method, path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
            }
            return answer.body().length == 0 ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.stop();
        http.close();
    }
}
