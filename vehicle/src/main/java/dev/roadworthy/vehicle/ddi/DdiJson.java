package dev.roadworthy.vehicle.ddi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.state.Assignment;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON of DDI. What is unknown is skipped: the server may be a newer one. */
final class DdiJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SLEEP = Pattern.compile("(\\d{1,3}):([0-5]\\d):([0-5]\\d)");
    // The suffix of our own bundles; the artifacts of other clients (.swu, .raucb) are not for this one.
    private static final String BUNDLE = ".tar";
    private static final Pattern ID = Pattern.compile("\\d{1,10}");

    private DdiJson() {}

    static Poll poll(byte[] json) throws IOException {
        JsonNode poll = read(json);
        JsonNode links = poll.path("_links");
        return new Poll(
                sleep(poll.at("/config/polling/sleep").asText()),
                link(links, "deploymentBase"),
                link(links, "cancelAction"),
                links.has("configData"));
    }

    static Deployment deployment(byte[] json) throws IOException {
        JsonNode root = read(json);
        JsonNode deployment = root.path("deployment");
        String action = id(root, "id");
        boolean mayDownload = !deployment.path("download").asText().equals("skip");
        boolean maySwitch = !deployment.path("update").asText().equals("skip")
                && !deployment.path("maintenanceWindow").asText().equals("unavailable");
        for (JsonNode chunk : deployment.path("chunks")) {
            for (JsonNode artifact : chunk.path("artifacts")) {
                if (artifact.path("filename").asText().endsWith(BUNDLE)) {
                    return artifact(action, mayDownload, maySwitch, artifact);
                }
            }
        }
        return new Deployment(
                action,
                mayDownload,
                maySwitch,
                Optional.empty(),
                "no artifact is named *%s; assign a bundle to this vehicle".formatted(BUNDLE));
    }

    private static Deployment artifact(String action, boolean mayDownload, boolean maySwitch, JsonNode artifact) {
        try {
            Assignment assignment = new Assignment(
                    action,
                    new Digest("sha256:" + artifact.at("/hashes/sha256").asText()),
                    artifact.path("size").asLong(-1),
                    URI.create(artifact.at("/_links/download/href").asText()));
            if (assignment.bytes() < 0 || !assignment.download().isAbsolute()) {
                throw new IllegalArgumentException("no size, or no absolute address to download from");
            }
            return new Deployment(action, mayDownload, maySwitch, Optional.of(assignment), "");
        } catch (IllegalArgumentException e) {
            return new Deployment(
                    action,
                    mayDownload,
                    maySwitch,
                    Optional.empty(),
                    "the artifact '%s' is malformed: %s"
                            .formatted(artifact.path("filename").asText(), e.getMessage()));
        }
    }

    static Cancellation cancellation(byte[] json) throws IOException {
        JsonNode root = read(json);
        return new Cancellation(id(root, "id"), id(root.path("cancelAction"), "stopId"));
    }

    static byte[] feedback(Feedback feedback) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode status = root.putObject("status");
        status.put("execution", feedback.execution().name().toLowerCase(Locale.ROOT));
        status.putObject("result").put("finished", feedback.finished().name().toLowerCase(Locale.ROOT));
        feedback.details().forEach(status.putArray("details")::add);
        return write(root);
    }

    static byte[] configData(Map<String, String> attributes) {
        ObjectNode root = JSON.createObjectNode();
        root.put("mode", "replace");
        ObjectNode data = root.putObject("data");
        attributes.forEach(data::put);
        return write(root);
    }

    private static Optional<URI> link(JsonNode links, String name) throws IOException {
        JsonNode href = links.path(name).path("href");
        try {
            return href.isTextual() ? Optional.of(URI.create(href.asText())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("the link '%s' of the bridge is no address".formatted(name), e);
        }
    }

    private static String id(JsonNode parent, String member) throws IOException {
        String id = parent.path(member).asText();
        if (!ID.matcher(id).matches()) {
            throw new IOException("the bridge gave no '%s'".formatted(member));
        }
        return id;
    }

    private static Duration sleep(String text) throws IOException {
        Matcher matcher = SLEEP.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("the bridge's polling time is '%s'; expected HH:MM:SS".formatted(text));
        }
        return Duration.ofHours(Long.parseLong(matcher.group(1)))
                .plusMinutes(Long.parseLong(matcher.group(2)))
                .plusSeconds(Long.parseLong(matcher.group(3)));
    }

    private static JsonNode read(byte[] json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("the bridge answered with something else than JSON", e);
        }
    }

    private static byte[] write(Object document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always written", e);
        }
    }
}
