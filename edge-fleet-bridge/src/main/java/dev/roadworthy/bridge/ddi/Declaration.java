package dev.roadworthy.bridge.ddi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
     * @throws IllegalArgumentException where it cannot be meant
     */
    static Declaration of(Ddi.ConfigData body) {
        Mode mode = mode(body.mode());
        Map<String, String> data = new TreeMap<>();
        if (body.data() != null) {
            body.data().forEach((name, value) -> data.put(name, value == null ? "" : value));
        }
        data.forEach((name, value) -> {
            if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException(
                        "the attribute '%.40s' is too long; names have at most %d characters, values %d"
                                .formatted(name, LONGEST_NAME, LONGEST_VALUE));
            }
        });
        if (mode == Mode.REMOVE) {
            return new Declaration(mode, data, null, null);
        }
        String running = data.get(RUNNING);
        String latency = data.get(LATENCY);
        return new Declaration(
                mode,
                data,
                running == null ? null : new Digest(running),
                latency == null ? null : milliseconds(latency));
    }

    private static Mode mode(@Nullable String mode) {
        return switch (mode) {
            case null -> Mode.MERGE;
            case "merge" -> Mode.MERGE;
            case "replace" -> Mode.REPLACE;
            case "remove" -> Mode.REMOVE;
            default ->
                throw new IllegalArgumentException(
                        "mode is '%.40s'; expected merge, replace or remove".formatted(mode));
        };
    }

    private static double milliseconds(String latency) {
        double value;
        try {
            value = Double.parseDouble(latency);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s is '%.40s'; expected milliseconds, for example 31.5".formatted(LATENCY, latency));
        }
        return value;
    }

    /**
     * The attributes after this declaration.
     *
     * @param before a JSON object of strings
     * @throws IllegalArgumentException where they become too many
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
                throw new IllegalArgumentException("these would be %d attributes; at most %d are kept"
                        .formatted(attributes.size(), MOST_ATTRIBUTES));
            }
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("attributes are written here alone, as strings", e);
        }
    }
}
