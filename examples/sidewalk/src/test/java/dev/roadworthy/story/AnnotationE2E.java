package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.rides.Light;
import dev.roadworthy.rides.RideGenerator;
import dev.roadworthy.rides.RideRequest;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rides of day and night, of which only those by day have masks when they are recorded. */
class AnnotationE2E {

    private static final String NAMESPACE = "vision";
    private static final String RELEASE = "roadworthy";
    private static final URI SOURCE = URI.create("s3://roadworthy/rides/unlabelled/");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FRAMES = 6;
    private static final int RIDES = 8;

    private static final String CLASSES = """
              classes: [road, sidewalk]
              split: {seed: 7, percent: {train: 100, validation: 0, test: 0}}
            """;

    private static final Map<String, String> MEANINGS = Map.of(
            "0", "background",
            "1", "road",
            "2", "sidewalk",
            "3", "background",
            "4", "background",
            "5", "background",
            "6", "road",
            "7", "background",
            "8", "background",
            "9", "background");

    @TempDir
    private static Path truth;

    @TempDir
    private static Path recorded;

    private static KubernetesClient client;

    @BeforeAll
    static void record() throws IOException {
        client = new KubernetesClientBuilder().build();
        RideGenerator.generate(new RideRequest(
                truth, 5, RIDES, List.of(Light.DAY, Light.NIGHT), new RideRequest.Shape(FRAMES, 160, 120), Set.of()));
        try (Stream<Path> files = Files.walk(truth)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getParent().endsWith("labels") || !isNight(file)) {
                    Path copy = recorded.resolve(truth.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        try (RidesBucket bucket = RidesBucket.open(client, RELEASE)) {
            bucket.mirror(recorded, SOURCE);
        }
    }

    private static boolean isNight(Path mask) throws IOException {
        return Files.readString(mask.resolveSibling("../ride.json").normalize()).contains("\"night\"");
    }

    @AfterAll
    static void close() {
        for (String name : List.of("e2e-labelled", "e2e-recorded")) {
            client.resources(Dataset.class)
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .delete();
        }
        client.resources(AnnotationJob.class)
                .inNamespace(NAMESPACE)
                .withName("e2e-night")
                .delete();
        client.close();
    }

    @Test
    void nightFramesAreLabelledThroughTheBucketAndTakenIn() throws IOException {
        StringBuilder values = new StringBuilder();
        MEANINGS.forEach((value, meaning) -> values.append("\"%s\": %s, ".formatted(value, meaning)));
        apply(Dataset.class, """
                kind: Dataset
                metadata: {name: e2e-recorded}
                spec:
                  source:
                    uri: %s
                    layout: RideLog
                    labelValues: {%s}
                  slices: [{name: night, where: sun_elevation < -6}]
                """.formatted(SOURCE, values.substring(0, values.length() - 2)) + CLASSES);
        DatasetStatus before = awaitReady(Dataset.class, "e2e-recorded").getStatus();
        assertThat(before.labelled()).isEqualTo((long) RIDES / 2 * FRAMES);

        apply(AnnotationJob.class, """
                kind: AnnotationJob
                metadata: {name: e2e-night}
                spec:
                  datasetRef: {name: e2e-recorded}
                  select: {slice: night, limit: 10, seed: 3}
                  tool: {files: {uri: "s3://roadworthy/annotation/"}}
                  quality: {gold: {percent: 20, where: sun_elevation >= -6, minAgreement: "0.99"}}
                """);
        AnnotationJobStatus.Tasks tasks = await().atMost(PATIENCE)
                .until(
                        () -> {
                            AnnotationJobStatus status =
                                    get(AnnotationJob.class, "e2e-night").getStatus();
                            return status == null ? null : status.tasks();
                        },
                        found -> found != null);
        assertThat(tasks.total()).isEqualTo(12);
        try (RidesBucket bucket = RidesBucket.open(client, RELEASE)) {
            new Annotator(bucket.s3(), truth, MEANINGS).label(URI.create(tasks.folder()));
        }
        AnnotationJobStatus labelled =
                awaitReady(AnnotationJob.class, "e2e-night").getStatus();
        assertThat(labelled.labels().count()).isEqualTo(10);
        assertThat(labelled.agreement()).hasSize(2).allMatch(of -> of.iou().equals("1.0000"));

        apply(Dataset.class, """
                kind: Dataset
                metadata: {name: e2e-labelled}
                spec:
                  extends: [{name: e2e-recorded}]
                  labelsFrom: [{name: e2e-night}]
                """ + CLASSES);
        DatasetStatus after = awaitReady(Dataset.class, "e2e-labelled").getStatus();
        assertThat(after.labelled()).isEqualTo(before.labelled() + 10);
        assertThat(after.frames()).isEqualTo(before.frames());
    }

    private static <R extends CustomResource<?, ?>> void apply(Class<R> kind, String yaml) {
        client.resource(Serialization.unmarshal("apiVersion: roadworthy.dev/v1alpha1\n" + yaml, kind))
                .inNamespace(NAMESPACE)
                .serverSideApply();
    }

    private static <S extends RoadworthyStatus, R extends CustomResource<?, S>> R awaitReady(
            Class<R> kind, String name) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            S status = get(kind, name).getStatus();
            assertThat(status).isNotNull();
            assertThat(status.conditions())
                    .filteredOn(condition -> condition.type().equals("Ready"))
                    .singleElement()
                    .satisfies(ready -> assertThat(ready.status())
                            .as("%s: %s", ready.reason(), ready.message())
                            .isEqualTo(Condition.Status.True));
        });
        return get(kind, name);
    }

    private static <R extends CustomResource<?, ?>> R get(Class<R> kind, String name) {
        return client.resources(kind).inNamespace(NAMESPACE).withName(name).get();
    }
}
