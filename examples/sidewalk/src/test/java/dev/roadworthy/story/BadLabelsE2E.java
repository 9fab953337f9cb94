package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An annotator who takes road for sidewalk, through a real bucket and real pods. */
class BadLabelsE2E {

    private static final String RIDES = "s3://roadworthy/rides/labels/";
    private static final String TASKS = "s3://roadworthy/annotation/labels/";
    private static final Trial TRIAL = Trial.of("labels");
    private static final Trial NEXT = new Trial(TRIAL.client(), "labels-next");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void layOut() throws Exception {
        NEXT.clear();
        TRIAL.clear();
        Path rides = folder.resolve("rides");
        Trial.record(rides, 13);
        Trial.record(folder.resolve("known"), 13);
        for (Path ride : Folders.folders(rides).stream().limit(4).toList()) {
            removeMasks(ride.resolve("labels"));
        }
        try (RidesBucket bucket = TRIAL.bucket()) {
            bucket.mirror(rides, URI.create(RIDES));
            bucket.empty(URI.create(TASKS));
        }
        TRIAL.apply(Dataset.class, Trial.rides(RIDES));
        TRIAL.awaitReason(Dataset.class, "Indexed");
        TRIAL.apply(AnnotationJob.class, """
                spec:
                  datasetRef: {name: labels}
                  select: {limit: 10, seed: 7}
                  tool: {files: {uri: %s}}
                  quality: {gold: {percent: 50, minAgreement: "0.90"}}
                """.formatted(TASKS));
        TRIAL.awaitReason(AnnotationJob.class, "Labelling");
    }

    private static void removeMasks(Path labels) throws IOException {
        try (Stream<Path> masks = Files.list(labels)) {
            for (Path mask : masks.toList()) {
                Files.delete(mask);
            }
        }
    }

    @AfterAll
    static void close() {
        NEXT.clear();
        TRIAL.close();
    }

    @Test
    void areRefusedByTheGoldAndReachNoDatasetUntilTheyAreCorrected() throws Exception {
        NEXT.apply(Dataset.class, """
                spec:
                  extends: [{name: labels}]
                  labelsFrom: [{name: labels}]
                  classes: [road, sidewalk, bicyclist, car]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """);

        label(Map.of("1", "sidewalk", "2", "road"));

        Condition refused = TRIAL.awaitReason(AnnotationJob.class, "AgreementTooLow");
        assertThat(refused.message()).contains("limit min 0.90", "road has IoU", "sidewalk has IoU", "write s3://");
        assertThat(status().labels()).isNull();
        assertThat(NEXT.current(Dataset.class).getStatus().digest()).isNull();

        label(Map.of());

        TRIAL.awaitReason(AnnotationJob.class, "Labelled");
        assertThat(status().labels().count()).isEqualTo(10);
        NEXT.awaitReason(Dataset.class, "Indexed");
    }

    /** Labels by heart, but for what the annotator takes for something else. */
    private static void label(Map<String, String> mistaken) throws IOException {
        Map<String, String> meanings = new HashMap<>(Objects.requireNonNull(
                TRIAL.current(Dataset.class).getSpec().source().labelValues()));
        meanings.putAll(mistaken);
        URI tasks = URI.create(Objects.requireNonNull(status().tasks()).folder());
        try (RidesBucket bucket = TRIAL.bucket()) {
            new Annotator(bucket.s3(), folder.resolve("known"), meanings).label(tasks);
        }
    }

    private static AnnotationJobStatus status() {
        return Objects.requireNonNull(TRIAL.current(AnnotationJob.class).getStatus());
    }
}
