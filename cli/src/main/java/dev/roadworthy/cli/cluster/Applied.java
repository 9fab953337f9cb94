package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Whether a manifest is applied, by whatever syncs it. */
final class Applied {

    private Applied() {}

    /**
     * Where an object's spec is not yet what a manifest says; empty where it is. Defaults of the API server are no
     * difference.
     *
     * @param declared the spec of the manifest
     * @param there the spec of the object
     */
    static Optional<String> difference(JsonNode declared, JsonNode there) {
        return difference("spec", declared, there);
    }

    private static Optional<String> difference(String path, JsonNode declared, JsonNode there) {
        if (declared.isObject()) {
            return declared.properties().stream()
                    .map(field -> difference(path + "." + field.getKey(), field.getValue(), there.path(field.getKey())))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (declared.isArray() && declared.size() == there.size()) {
            for (int i = 0; i < declared.size(); i++) {
                Optional<String> difference = difference("%s[%d]".formatted(path, i), declared.get(i), there.path(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return declared.isNull() ? Optional.empty() : same(path, declared, there);
    }

    private static Optional<String> same(String path, JsonNode declared, JsonNode there) {
        // 1 and 1.0 are the same to the API server.
        boolean numbers = declared.isNumber() && there.isNumber();
        boolean equal = numbers ? declared.decimalValue().compareTo(there.decimalValue()) == 0 : declared.equals(there);
        return equal ? Optional.empty() : Optional.of(path);
    }
}
