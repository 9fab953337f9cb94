package dev.roadworthy.killsweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A vehicle that takes what it is offered, reports how fast that is, and gives it back when it is told so. */
final class Vehicle {

    private static final Digest BEFORE = Digest.of("what vehicles had before".getBytes(StandardCharsets.UTF_8));

    private final Road road;
    private final String id;
    private final String path;
    private final String authorization;
    private final int latencyMs;

    /** What a vehicle runs. */
    enum Load {
        /** What it ran before the release was there. */
        BEFORE,
        /** The release. */
        RELEASE,
        /** What it never had. */
        UNKNOWN
    }

    /**
     * A vehicle that runs something already, and has said so.
     *
     * @param latencyMs what it will report of an inference with the release: milliseconds, 95th percentile
     */
    Vehicle(Road road, String id, String authorization, int latencyMs) {
        this.road = road;
        this.id = id;
        this.path = "/default/controller/v1/" + id;
        this.authorization = authorization;
        this.latencyMs = latencyMs;
        report(BEFORE, Declared.LATENCY_LIMIT_MS);
    }

    /** Asks once, and does what it is told. */
    void move() {
        JsonNode links = ask("GET", path, null).path("_links");
        String offer = links.at("/deploymentBase/href").asText();
        if (!offer.isEmpty()) {
            String digest = ask("GET", offer, null)
                    .at("/deployment/chunks/0/artifacts/0/hashes/sha256")
                    .asText();
            close(offer);
            report(new Digest("sha256:" + digest), latencyMs);
        }
        String cancel = links.at("/cancelAction/href").asText();
        if (!cancel.isEmpty()) {
            close(cancel);
            report(BEFORE, Declared.LATENCY_LIMIT_MS);
        }
    }

    private void close(String address) {
        String action = address.split("\\?", 2)[0];
        road.ask(
                "POST",
                action + "/feedback",
                authorization,
                Map.of(
                        "id",
                        action.substring(action.lastIndexOf('/') + 1),
                        "status",
                        Map.of("execution", "closed", "result", Map.of("finished", "success"), "details", List.of())));
    }

    private void report(Digest running, int latency) {
        road.ask(
                "PUT",
                path + "/configData",
                authorization,
                Map.of(
                        "mode",
                        "merge",
                        "data",
                        Map.of("running", running.value(), "latencyMsP95", String.valueOf(latency))));
    }

    /**
     * What it runs, as the bridge knows.
     *
     * @param release its bundle
     */
    Load load(Digest release) {
        Digest running = road.running(id);
        if (running.equals(release)) {
            return Load.RELEASE;
        }
        return running.equals(BEFORE) ? Load.BEFORE : Load.UNKNOWN;
    }

    private JsonNode ask(String method, String address, Object body) {
        return road.ask(method, address, authorization, body).orElseThrow();
    }
}
