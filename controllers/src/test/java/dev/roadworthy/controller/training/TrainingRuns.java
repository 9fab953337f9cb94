package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** TrainingRuns, and what they refer to and leave, as tests need them. */
final class TrainingRuns {

    static final Digest FIRST = Digest.of("first rows".getBytes(StandardCharsets.UTF_8));
    static final Digest SECOND = Digest.of("second rows".getBytes(StandardCharsets.UTF_8));

    private TrainingRuns() {}

    /** A TrainingRun with these further lines of spec, as the API server would return it. */
    static TrainingRun run(String lines) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a, namespace: vision, uid: 7c2e, generation: 1}
                spec:
                  datasetRef: {name: sidewalk}
                  image: registry.example.org/trainer:1@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """ + lines.indent(2), TrainingRun.class);
    }

    /** The same object after its spec has changed. */
    static TrainingRun changed(TrainingRun before, String lines) {
        TrainingRun after = run(lines);
        after.getMetadata().setGeneration(before.getMetadata().getGeneration() + 1);
        after.setStatus(before.getStatus());
        return after;
    }

    /** The same object with a decision's status. */
    static TrainingRun with(TrainingRun run, TrainingRunDecision decision) {
        TrainingRun after = new TrainingRun();
        after.setMetadata(run.getMetadata());
        after.setSpec(run.getSpec());
        TrainingRunStatus status = decision.status(run.getMetadata().getGeneration(), List.of());
        after.setStatus(status);
        return after;
    }

    /** A Dataset's pin at this digest. */
    static PinnedDataset pin(Digest digest) {
        return new PinnedDataset(
                "sidewalk", digest.value(), manifest(digest), List.of("road", "sidewalk"), "raw-reader");
    }

    /** A Dataset that is Ready at this digest. */
    static Dataset dataset(Digest digest) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog, secretRef: {name: raw-reader}}
                  classes: [road, sidewalk]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """, Dataset.class);
        return with(dataset, Condition.Status.True, "Indexed", digest);
    }

    /** The Dataset with another condition Ready. */
    static Dataset with(Dataset dataset, Condition.Status ready, String reason, Digest digest) {
        Condition condition = new Condition("Ready", ready, reason, "m", "2026-10-01T12:00:00Z", 1L);
        dataset.setStatus(new DatasetStatus(
                1L,
                null,
                null,
                digest.value(),
                null,
                manifest(digest),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(condition)));
        return dataset;
    }

    /** What the step publish reports. */
    static ModelManifest model() {
        Digest content = Digest.of("onnx".getBytes(StandardCharsets.UTF_8));
        return new ModelManifest(
                ModelManifest.FORMAT,
                List.of(new ModelManifest.File(
                        ModelManifest.MODEL,
                        new ArtifactRef("s3://artifacts/" + ArtifactRef.key(content), content, 4))),
                13,
                new ModelManifest.Input("image", 160, 120),
                new ModelManifest.Output("logits", List.of("background", "road", "sidewalk")),
                4);
    }

    private static Artifact manifest(Digest digest) {
        return new Artifact("s3://artifacts/manifest-of-" + digest.abbreviated(), digest.value(), 100L);
    }
}
