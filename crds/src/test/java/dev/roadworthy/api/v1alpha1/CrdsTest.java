package dev.roadworthy.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrdsTest {

    private static final Path COMMITTED = Path.of("../charts/roadworthy/files/crds");

    /** With {@code -Droadworthy.generate} it writes the files instead. */
    @Test
    void theChartHoldsWhatTheRecordsSay() throws IOException {
        Map<String, String> generated = Crds.generate();
        if (System.getProperty("roadworthy.generate") != null) {
            Files.createDirectories(COMMITTED);
            for (Map.Entry<String, String> file : generated.entrySet()) {
                Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(committed()).as("stale generated files; run: make generate").isEqualTo(generated);
    }

    @Test
    void everyPropertyIsDescribed() {
        List<String> bare = new ArrayList<>();
        for (CustomResourceDefinition crd : Crds.definitions()) {
            JSONSchemaProps root =
                    crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
            assertThat(root.getDescription()).isNotBlank();
            for (String part : List.of("spec", "status")) {
                collectBare(
                        crd.getSpec().getNames().getKind() + "." + part,
                        root.getProperties().get(part),
                        bare);
            }
        }
        assertThat(bare).isEmpty();
    }

    private static void collectBare(String path, JSONSchemaProps schema, List<String> bare) {
        if (schema.getItems() != null) {
            collectBare(path + "[]", schema.getItems().getSchema(), bare);
        }
        if (schema.getProperties() == null) {
            return;
        }
        schema.getProperties().forEach((name, property) -> {
            String at = path + "." + name;
            if (property.getDescription() == null || property.getDescription().isBlank()) {
                bare.add(at);
            }
            collectBare(at, property, bare);
        });
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(COMMITTED)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
