package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.lineage.Runs;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The schemas of OpenLineage, where they lie beside the checkout, on the events of objects as their reconcilers leave them. No
 * schema is fetched.
 */
class OpenLineageSpecificationIT {

    private static final Path VECTORS = Path.of("../../shared/vectors/openlineage/spec");
    private static final String EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json";
    private static final String OBJECTS =
            "charts/roadworthy/files/argocd/resource_customizations/roadworthy.dev/_/testdata";
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Map<String, Class<? extends CustomResource<?, ? extends RoadworthyStatus>>> KINDS = Map.of(
            "Dataset", Dataset.class,
            "AnnotationJob", AnnotationJob.class,
            "TrainingRun", TrainingRun.class,
            "Evaluation", Evaluation.class,
            "EdgeRelease", EdgeRelease.class);

    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> schemas = new HashMap<>();
    private SchemaRegistry registry;

    @BeforeEach
    void onlyWhereTheSchemasAre() throws IOException {
        assumeTrue(Files.isDirectory(VECTORS), () -> "skipped: no " + VECTORS);
        try (Stream<Path> files = Files.walk(VECTORS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String schema = Files.readString(file);
                schemas.put(json.readTree(schema).path("$id").asText(), schema);
            }
        }
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
    }

    @Test
    void everyEventAndEveryFacetOfItKeepsItsSchema() throws IOException {
        Set<String> told = new TreeSet<>();
        for (JsonNode event : events()) {
            assertThat(event.path("schemaURL").asText()).isEqualTo(EVENT + "#/$defs/RunEvent");
            assertThat(broken(EVENT, event)).isEmpty();
            told.add(event.path("job").path("name").asText().replaceAll("/.*/", " ") + " "
                    + event.path("eventType").asText());
            facets(event).forEach((name, facet) -> {
                String id = facet.path("_schemaURL").asText().replaceAll("#.*", "");
                assertThat(schemas).as(name).containsKey(id);
                assertThat(broken(id, json.createObjectNode().set(name, facet))).isEmpty();
                told.add(name);
            });
        }

        assertThat(told)
                .contains(
                        "Dataset index START",
                        "Dataset index COMPLETE",
                        "Dataset index FAIL",
                        "AnnotationJob select COMPLETE",
                        "AnnotationJob collect COMPLETE",
                        "TrainingRun train COMPLETE",
                        "Evaluation evaluate COMPLETE",
                        "EdgeRelease pack COMPLETE",
                        "parent",
                        "jobType",
                        "version",
                        "dataQualityAssertions",
                        "test",
                        "errorMessage");
    }

    @Test
    void theSchemasFindWhatIsBroken() throws IOException {
        JsonNode event = events().getFirst();
        ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("run")).put("runId", "not-an-id");

        assertThat(broken(EVENT, event)).isNotEmpty();
        assertThat(broken(
                        "https://openlineage.io/spec/facets/2-0-4/JobTypeJobFacet.json",
                        json.readTree("{\"jobType\": {\"_producer\": \"https://roadworthy.dev\"}}")))
                .isNotEmpty();
    }

    private List<com.networknt.schema.Error> broken(String schema, JsonNode document) {
        return registry.getSchema(SchemaLocation.of(schema))
                .validate(
                        document.toString(),
                        InputFormat.JSON,
                        (context) -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Map<String, JsonNode> facets(JsonNode event) {
        Map<String, JsonNode> facets = new HashMap<>();
        List<JsonNode> holders = new ArrayList<>(List.of(event.at("/run/facets"), event.at("/job/facets")));
        Stream.of("inputs", "outputs").forEach(list -> event.path(list).forEach(data -> {
            holders.add(data.path("facets"));
            holders.add(data.path("inputFacets"));
            holders.add(data.path("outputFacets"));
        }));
        holders.forEach(holder -> holder.properties().forEach(entry -> facets.put(entry.getKey(), entry.getValue())));
        return facets;
    }

    private List<JsonNode> events() throws IOException {
        OpenLineageEvents events = new OpenLineageEvents("kubernetes");
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Repository.path(OBJECTS))) {
            for (Path file : files.sorted().toList()) {
                String yaml = Files.readString(file);
                String kind =
                        Serialization.unmarshal(yaml, Map.class).get("kind").toString();
                CustomResource<?, ? extends RoadworthyStatus> object = Serialization.unmarshal(yaml, KINDS.get(kind));
                if (object.getStatus() != null) {
                    Runs.between(object, null, object.getStatus(), NOW).stream()
                            .map(events::of)
                            .map(OpenLineageClientUtils::toJson)
                            .forEach(event -> all.add(read(event)));
                }
            }
        }
        return all;
    }

    private JsonNode read(String event) {
        try {
            return json.readTree(event);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + event, e);
        }
    }
}
