package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.CollectResult.ClassAgreement;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetManifest.SplitCount;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.SelectResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** AnnotationJobs, the Dataset that they are of, and what their steps report, as tests need them. */
final class AnnotationJobs {

    static final Digest ROWS = digest("rows");
    static final Digest OTHER_ROWS = digest("other rows");
    static final ArtifactRef SHEET = ref("sheet");
    static final ArtifactRef LABELS = ref("labels");

    /** 40 frames, of which 4 are gold. */
    static final SelectResult SELECTION = new SelectResult(SelectResult.FORMAT, SHEET, 40, 4, 700);

    private static final Finding NO_STRAYS = new Finding("stray", 0, 40, List.of());

    private AnnotationJobs() {}

    /** An AnnotationJob with these further lines of spec, as the API server would return it. */
    static AnnotationJob job(String lines) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: AnnotationJob
                metadata: {name: label-night, namespace: vision, uid: 5e1a, generation: 1}
                spec:
                  datasetRef: {name: sidewalk-v1}
                  tool: {files: {uri: "s3://labels/night/"}}
                """ + lines.indent(2), AnnotationJob.class);
    }

    /** With gold that must be met to this part. */
    static AnnotationJob gated(String minAgreement) {
        return job("quality: {gold: {minAgreement: %s}}".formatted(minAgreement));
    }

    /** The Dataset, Ready at this digest. */
    static Dataset dataset(Digest digest) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk-v1, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: "s3://raw/sidewalk/", layout: RideLog, secretRef: {name: raw}}
                  classes: [road, sidewalk]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """, Dataset.class);
        dataset.setStatus(new DatasetStatus(
                1L,
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
                List.of(condition("Ready", Status.True, 1))));
        return dataset;
    }

    static Condition condition(String type, Status status, long generation) {
        return new Condition(type, status, "Because", "m", "2026-10-01T12:00:00Z", generation);
    }

    /** 36 masks, and this agreement of 1,000 pixels of road. */
    static CollectResult collected(long agreeing) {
        return result(
                List.of(),
                List.of(new ClassAgreement("road", agreeing, 1000, List.of("1a2b (ride-1/17): 0.2000"))),
                36);
    }

    /** Masks of which none can be used. */
    static CollectResult faulty() {
        return new CollectResult(
                CollectResult.FORMAT,
                40,
                0,
                List.of(new Finding("missing", 2, 40, List.of("1a2b (ride-1/17): masks/1a2b.png is not there"))),
                new Finding("stray", 1, 39, List.of("masks/notes.txt")),
                List.of(),
                null,
                0,
                null);
    }

    /** Masks that ignore every pixel. */
    static CollectResult untold() {
        return new CollectResult(CollectResult.FORMAT, 40, 40, List.of(), NO_STRAYS, List.of(), null, 0, null);
    }

    private static CollectResult result(List<Finding> faults, List<ClassAgreement> agreement, int labelled) {
        return new CollectResult(CollectResult.FORMAT, 40, 0, faults, NO_STRAYS, agreement, LABELS, labelled, null);
    }

    /** What an index step reports of the Dataset. */
    static DatasetManifest manifest() {
        Finding nothing = new Finding("leak", 0, 1000, List.of());
        return new DatasetManifest(
                DatasetManifest.FORMAT,
                ROWS,
                ref("index"),
                ref("report"),
                List.of("road", "sidewalk"),
                List.of(),
                1000,
                300,
                123_456_789,
                20,
                List.of(
                        new SplitCount("train", 700, 14),
                        new SplitCount("validation", 150, 3),
                        new SplitCount("test", 150, 3)),
                Map.of(),
                List.of(),
                nothing,
                nothing);
    }

    static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }

    private static ArtifactRef ref(String of) {
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest(of)), digest(of), 10);
    }
}
