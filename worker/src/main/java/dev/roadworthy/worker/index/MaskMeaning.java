package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the values of masks mean. */
public final class MaskMeaning {

    static final int VALUES = 256;

    private final Set<String> classes;
    private final @Nullable String[] meanings = new @Nullable String[VALUES];
    private final String text;

    private MaskMeaning(List<String> classes, Map<String, String> values) {
        this.classes = Set.copyOf(classes);
        values.forEach((value, meaning) -> meanings[Integer.parseInt(value)] = meaning);
        this.text = new String(Documents.write(values), StandardCharsets.UTF_8);
    }

    /** Of a request that {@link RequestCheck} has passed. */
    static MaskMeaning of(IndexRequest request) {
        return new MaskMeaning(
                request.classes(),
                request.labelValues().isEmpty() ? canonical(request.classes()) : request.labelValues());
    }

    /** Of canonical masks: 0 is background, {@code i + 1} is class {@code i}, 255 is ignored. */
    public static MaskMeaning ofCanonical(List<String> classes) {
        return new MaskMeaning(classes, canonical(classes));
    }

    /** What the values of a canonical mask mean: value → meaning. */
    public static Map<String, String> canonical(List<String> classes) {
        Map<String, String> values = new TreeMap<>();
        values.put("0", IndexRequest.BACKGROUND);
        for (int i = 0; i < classes.size(); i++) {
            values.put(Integer.toString(i + 1), classes.get(i));
        }
        values.put("255", IndexRequest.IGNORE);
        return values;
    }

    /** What a value means; null where it has no meaning. */
    public @Nullable String of(int value) {
        return meanings[value];
    }

    /** Whether a meaning is a class. */
    boolean isClass(String meaning) {
        return classes.contains(meaning);
    }

    /**
     * Canonical JSON, value → meaning, always with its values: a row of a union of datasets keeps the meaning of its
     * mask whatever the order of the union's classes.
     */
    String text() {
        return text;
    }
}
