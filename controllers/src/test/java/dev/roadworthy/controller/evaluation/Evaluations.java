package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.controller.gate.Reports;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Evaluations, and what they refer to and leave, as tests need them. */
final class Evaluations {

    static final Digest ROWS = digest("rows");
    static final Digest OTHER_ROWS = digest("other rows");
    static final Digest MODEL = digest("model");
    static final Digest OTHER_MODEL = digest("other model");
    static final Digest BASELINE = digest("baseline");

    static final String NIGHT = "slices: [{name: night, where: sun_elevation < -6}]";
    static final String MIN_HALF = "gates: [{metric: meanIoU, min: \"0.5\"}]";

    private Evaluations() {}

    /** An Evaluation with these further lines of spec, as the API server would return it. */
    static Evaluation evaluation(String... lines) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test, namespace: vision, uid: 3f5a, generation: 1}
                spec:
                  modelRef: {name: sidewalk-a}
                  datasetRef: {name: sidewalk}
                """ + String.join("\n", lines).indent(2), Evaluation.class);
    }

    /** The same object after its spec has changed. */
    static Evaluation changed(Evaluation before, String... lines) {
        Evaluation after = evaluation(lines);
        after.getMetadata().setGeneration(before.getMetadata().getGeneration() + 1);
        after.setStatus(before.getStatus());
        return after;
    }

    /** A Dataset with these slices that is Ready at this digest. */
    static Dataset dataset(Digest digest, String slices) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog, secretRef: {name: raw-reader}}
                  classes: [road, sidewalk]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """ + slices.indent(2), Dataset.class);
        dataset.setStatus(indexed(1, digest));
        return dataset;
    }

    /** What a Dataset's controller says of this generation. */
    static DatasetStatus indexed(long generation, Digest digest) {
        return new DatasetStatus(
                generation,
                null,
                null,
                digest.value(),
                null,
                new Artifact("s3://artifacts/manifest-of-" + digest.abbreviated(), digest.value(), 100L),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(condition("Ready", Status.True, "Indexed", generation)));
    }

    /** A TrainingRun that is Ready with this model. */
    static TrainingRun run(String name, Digest model) {
        TrainingRun run = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: %s, namespace: vision, uid: 7c2e, generation: 1}
                spec:
                  datasetRef: {name: sidewalk}
                  image: registry.example.org/trainer@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """.formatted(name), TrainingRun.class);
        run.setStatus(trained(1, model, Status.True));
        return run;
    }

    /** What a TrainingRun's controller says of this generation. */
    static TrainingRunStatus trained(long generation, Digest model, Status current) {
        return new TrainingRunStatus(
                generation,
                null,
                null,
                null,
                null,
                null,
                new TrainingRunStatus.Model("s3://artifacts/" + model.hex(), model.value(), 300L, 4000L, 13L),
                null,
                null,
                List.of(
                        condition("Ready", Status.True, "Trained", generation),
                        condition("Current", current, "Because", generation)));
    }

    /** What the step measures: a mean IoU of the whole split and of the night, on 100 frames each. */
    static MetricReport report(double whole, double night) {
        return Reports.report(
                Reports.meanIoU(null, whole, 100),
                Reports.ofClass("iou", "road", null, whole, 100),
                Reports.meanIoU("night", night, 100),
                Reports.ofClass("iou", "sidewalk", "night", night, 100));
    }

    private static Condition condition(String type, Status status, String reason, long generation) {
        return new Condition(type, status, reason, "because of it", "2026-10-01T12:00:00Z", generation);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
