package dev.roadworthy.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.References;
import dev.roadworthy.cli.object.References.Named;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/**
 * An object that a manifest declares.
 *
 * @param body the whole manifest
 * @param path of its file
 * @param lines of its values, by JSON pointer (RFC 6901) from the top of the manifest
 */
public record Declared(ObjectName name, JsonNode body, String path, Map<String, Integer> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a value stands, or what it would stand in. */
    public Place place(String pointer) {
        String known = pointer;
        while (!lines.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return new Place(path, lines.getOrDefault(known, 1));
    }

    /** What its spec names. */
    public List<Named> references() {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setAdditionalProperty("spec", JSON.convertValue(spec(), Object.class));
        return References.named(name.target().kind(), object);
    }

    public JsonNode spec() {
        return body.path("spec");
    }
}
