package dev.roadworthy.cli.check.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roadworthy.cli.object.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schemas of the kinds, as the chart installs them. */
final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Schemas() {}

    /** {@code openAPIV3Schema} of a kind. */
    static JsonNode of(Kind kind) {
        String file = "/crds/%s.yaml".formatted(kind.resource());
        try (InputStream crd = Objects.requireNonNull(Schemas.class.getResourceAsStream(file), file)) {
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(crd);
            return JSON.<JsonNode>valueToTree(read).at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
