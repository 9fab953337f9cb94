package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the values of masks mean. */
final class MaskMeaning {

    static final int VALUES = 256;

    private static final int UNKNOWN = -1;

    private final List<String> classes;
    private final int[] meanings = new int[VALUES];
    private final String text;

    private MaskMeaning(List<String> classes, Map<String, String> values) {
        this.classes = List.copyOf(classes);
        Arrays.fill(meanings, UNKNOWN);
        values.forEach((value, meaning) -> meanings[Integer.parseInt(value)] = slot(meaning));
        this.text = new String(Documents.write(values), StandardCharsets.UTF_8);
    }

    /** Of a request that {@link RequestCheck} has passed. */
    static MaskMeaning of(IndexRequest request) {
        return new MaskMeaning(
                request.classes(),
                request.labelValues().isEmpty() ? canonical(request.classes()) : request.labelValues());
    }

    private static Map<String, String> canonical(List<String> classes) {
        Map<String, String> values = new TreeMap<>();
        values.put("0", IndexRequest.BACKGROUND);
        for (int i = 0; i < classes.size(); i++) {
            values.put(Integer.toString(i + 1), classes.get(i));
        }
        values.put("255", IndexRequest.IGNORE);
        return values;
    }

    private int slot(String meaning) {
        return switch (meaning) {
            case IndexRequest.BACKGROUND -> classes.size();
            case IndexRequest.IGNORE -> classes.size() + 1;
            default -> classes.indexOf(meaning);
        };
    }

    /** Places of a count of pixels: one a class, then background, then ignored. */
    int slots() {
        return classes.size() + 2;
    }

    /** The place of a value; negative where it has no meaning. */
    int slotOf(int value) {
        return meanings[value];
    }

    /** The first {@code n} places are classes. */
    int classCount() {
        return classes.size();
    }

    /**
     * Canonical JSON, value → meaning, always with its values: a row of a union of datasets keeps the meaning of its
     * mask whatever the order of the union's classes.
     */
    String text() {
        return text;
    }
}
