package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.SecretRef;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetManifest.SplitCount;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.IndexRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Datasets and manifests as tests need them. */
final class Datasets {

    static final Digest CONTENT = Digest.of("rows".getBytes(StandardCharsets.UTF_8));

    private Datasets() {}

    /** A Dataset with these further lines of spec, as the API server would return it. */
    static Dataset dataset(String lines) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
                """ + lines.indent(2), Dataset.class);
        return dataset;
    }

    /** A union of {@code sidewalk-v1} and {@code sidewalk-night}, with these further lines of spec. */
    static Dataset union(String lines) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk-v2, namespace: vision, uid: 8a3c, generation: 1}
                spec:
                  extends: [{name: sidewalk-v1}, {name: sidewalk-night}]
                  classes: [road, sidewalk]
                  split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
                """ + lines.indent(2), Dataset.class);
    }

    /** A Dataset with a status of its own controller: Ready at this digest. */
    static Dataset ready(String name, Digest digest, @Nullable String secret) {
        Dataset dataset = dataset("");
        dataset.getMetadata().setName(name);
        DatasetSpec.Source source = new DatasetSpec.Source(
                "s3://raw/%s/".formatted(name),
                DatasetSpec.Layout.RideLog,
                null,
                null,
                secret == null ? null : new SecretRef(secret));
        DatasetSpec spec = dataset.getSpec();
        dataset.setSpec(
                new DatasetSpec(null, null, source, null, null, spec.classes(), spec.split(), null, null, null));
        return with(dataset, Condition.Status.True, digest);
    }

    /** The Dataset with this condition Ready, at this digest. */
    static Dataset with(Dataset dataset, Condition.Status ready, Digest digest) {
        Artifact manifest = new Artifact("s3://artifacts/of-" + digest.abbreviated(), digest.value(), 100L);
        dataset.setStatus(new DatasetStatus(
                dataset.getMetadata().getGeneration(),
                null,
                null,
                digest.value(),
                null,
                manifest,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Condition("Ready", ready, "Indexed", "m", "2026-10-01T12:00:00Z", 1L))));
        return dataset;
    }

    /** An AnnotationJob with a status of its own controller: Ready with these labels. */
    static AnnotationJob labelled(String name, Digest labels) {
        AnnotationJob job = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: AnnotationJob
                metadata: {name: %s, namespace: vision, uid: 2d4e, generation: 1}
                spec: {datasetRef: {name: sidewalk-v1}, tool: {files: {uri: "s3://labels/"}}}
                """.formatted(name), AnnotationJob.class);
        job.setStatus(new AnnotationJobStatus(
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new AnnotationJobStatus.Labels(
                        new Artifact("s3://artifacts/labels-" + labels.abbreviated(), labels.value(), 10L), 40, 2),
                List.of(new Condition("Ready", Condition.Status.True, "Labelled", "m", "2026-10-01T12:00:00Z", 1L))));
        return job;
    }

    /** What a flawless index step reports: 1,000 frames of 20 rides. */
    static DatasetManifest flawless() {
        return manifest(Map.of(), 0);
    }

    /** What a flawless index step reports of rows of this digest. */
    static DatasetManifest of(Digest digest) {
        DatasetManifest flawless = flawless();
        return new DatasetManifest(
                flawless.format(),
                digest,
                flawless.index(),
                flawless.report(),
                flawless.classes(),
                flawless.slices(),
                flawless.frames(),
                flawless.labelled(),
                flawless.bytes(),
                flawless.rides(),
                flawless.splits(),
                flawless.framesBySlice(),
                flawless.defects(),
                flawless.nearDuplicates(),
                flawless.leaks());
    }

    /** What an index step reports that found these defects in 1,000 frames, and this many leaks. */
    static DatasetManifest manifest(Map<Defect, Long> found, long leaks) {
        List<Finding> defects = new ArrayList<>();
        for (Defect defect : Defect.values()) {
            boolean asked = defect != Defect.IMU_MISSING && defect != Defect.GPS_MISSING;
            if (asked || found.containsKey(defect)) {
                defects.add(finding(defect.id(), found.getOrDefault(defect, 0L)));
            }
        }
        return new DatasetManifest(
                DatasetManifest.FORMAT,
                CONTENT,
                ref("index"),
                ref("report"),
                List.of("road", "sidewalk"),
                List.of(new IndexRequest.Slice("night", "sun_elevation < -6")),
                1000,
                900,
                123_456_789,
                20,
                List.of(
                        new SplitCount("train", 700, 14),
                        new SplitCount("validation", 150, 3),
                        new SplitCount("test", 150, 3)),
                Map.of("night", 40L),
                defects,
                finding("nearDuplicate", leaks),
                finding("leak", leaks));
    }

    private static Finding finding(String name, long count) {
        return new Finding(name, count, 1000, count == 0 ? List.of() : List.of("ride-1/17: " + name));
    }

    private static ArtifactRef ref(String name) {
        Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, 1);
    }
}
