package dev.roadworthy.bridge.ddi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vehicle declares of itself.
 *
 * @param mode what becomes of what it declared before
 * @param data names and values
 * @param running the bundle that it runs; null where it does not say
 * @param latencyMsP95 milliseconds of an inference, 95th percentile; null where it does not say
 */
record Declaration(
        Mode mode,
        Map<String, String> data,
        @Nullable Digest running,
        @Nullable Double latencyMsP95) {

    /** The attribute with the digest of the bundle that the vehicle runs. */
    static final String RUNNING = "running";

    /** The attribute with the 95th percentile of an inference's latency, in milliseconds. */
    static final String LATENCY = "latencyMsP95";

    /** The attribute with the highest position that the vehicle's disk ever ran. */
    static final String COUNTER = "counter";

    private static final int MOST_ATTRIBUTES = 64;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 1024;
    private static final JsonMapper JSON = new JsonMapper();

    Declaration {
        data = Map.copyOf(data);
    }

    /** What becomes of what was declared before. */
    enum Mode {
        /** It stays, where it is not declared again. */
        MERGE,
        /** It goes. */
        REPLACE,
        /** The names that are declared now go. */
        REMOVE
    }

    /**
     * Takes a document.
     *
     * @throws ProblemException where it cannot be meant
     */
    static Declaration of(Ddi.ConfigData body) {
        Mode mode = mode(body.mode());
        Map<String, String> data = new TreeMap<>();
        if (body.data() != null) {
            body.data().forEach((name, value) -> data.put(name, value == null ? "" : value));
        }
        data.forEach((name, value) -> {
            if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
                throw invalid(
                        "the attribute '%.40s' is too long".formatted(name),
                        "data",
                        "keep names within %d characters, values within %d".formatted(LONGEST_NAME, LONGEST_VALUE));
            }
            // PostgreSQL keeps every character but this one.
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                throw invalid("an attribute has the character U+0000", "data", "leave it out");
            }
        });
        if (mode == Mode.REMOVE) {
            return new Declaration(mode, data, null, null);
        }
        String running = data.get(RUNNING);
        String latency = data.get(LATENCY);
        return new Declaration(
                mode, data, running == null ? null : digest(running), latency == null ? null : milliseconds(latency));
    }

    /** Whether it comes from a disk that never ran a release, as after a repair. */
    boolean isOfAnUnusedDisk() {
        return mode != Mode.REMOVE
                && running == null
                && Position.NONE.toString().equals(data.get(COUNTER));
    }

    private static Mode mode(@Nullable String mode) {
        return switch (mode) {
            case null -> Mode.MERGE;
            case "merge" -> Mode.MERGE;
            case "replace" -> Mode.REPLACE;
            case "remove" -> Mode.REMOVE;
            default -> throw invalid("'%.40s' is no mode".formatted(mode), "mode", "use merge, replace or remove");
        };
    }

    private static Digest digest(String running) {
        try {
            return new Digest(running);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "'%.80s' is no digest".formatted(running), "data." + RUNNING, "send sha256: and 64 hex digits");
        }
    }

    private static ProblemException invalid(String what, String where, String fix) {
        return new ProblemException(Reason.INVALID_BODY, what, where, fix);
    }

    private static double milliseconds(String latency) {
        double value;
        try {
            value = Double.parseDouble(latency);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw invalid(
                    "'%.40s' is no latency".formatted(latency),
                    "data." + LATENCY,
                    "send milliseconds, for example 31.5");
        }
        return value;
    }

    /**
     * The attributes after this declaration.
     *
     * @param before a JSON object of strings
     * @throws ProblemException where they become too many
     */
    String into(String before) {
        try {
            Map<String, String> attributes =
                    new TreeMap<>(JSON.readValue(before, new TypeReference<Map<String, String>>() {}));
            switch (mode) {
                case MERGE -> attributes.putAll(data);
                case REPLACE -> {
                    attributes.clear();
                    attributes.putAll(data);
                }
                case REMOVE -> attributes.keySet().removeAll(data.keySet());
            }
            if (attributes.size() > MOST_ATTRIBUTES) {
                throw invalid(
                        "these would be %d attributes; at most %d are kept"
                                .formatted(attributes.size(), MOST_ATTRIBUTES),
                        "data",
                        "remove some");
            }
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("attributes are written here alone, as strings", e);
        }
    }
}
