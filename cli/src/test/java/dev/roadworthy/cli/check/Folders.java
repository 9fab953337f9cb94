package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.revision.Revision;
import dev.roadworthy.cli.manifest.SourceFile;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import java.util.List;

/** Revisions without a repository. */
public final class Folders {

    private static final String NAMESPACE = "vision";

    private Folders() {}

    /** The objects of one file, in the namespace {@code vision}. */
    public static Folder of(String yaml) {
        return Folder.of(new Revision("a revision", List.of(new SourceFile("fleet/all.yaml", yaml))), NAMESPACE);
    }

    public static ObjectName name(String target) {
        return new ObjectName(NAMESPACE, Target.of(target));
    }

    /** A line of objects from recordings to vehicles, each with its whole spec. */
    public static final String LINE = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: Dataset
            metadata: {name: v1}
            spec:
              source: {uri: s3://raw/v1/, layout: RideLog}
              classes: [road, sidewalk]
              split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
              slices: [{name: night, where: sun_elevation < -6}]
              checks: {framesPerSlice: {min: 20}}
            ---
            apiVersion: roadworthy.dev/v1alpha1
            kind: AnnotationJob
            metadata: {name: label}
            spec:
              datasetRef: {name: v1}
              select: {limit: 100, seed: 1}
              tool: {files: {uri: s3://labels/}}
              quality: {gold: {percent: 10, minAgreement: "0.90"}}
            ---
            apiVersion: roadworthy.dev/v1alpha1
            kind: Dataset
            metadata: {name: v2}
            spec:
              extends: [{name: v1}]
              labelsFrom: [{name: label}]
              classes: [road, sidewalk]
              split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
            ---
            apiVersion: roadworthy.dev/v1alpha1
            kind: TrainingRun
            metadata: {name: a}
            spec:
              datasetRef: {name: v2}
              image: r/trainer@sha256:0000000000000000000000000000000000000000000000000000000000000000
              parameters: {learningRate: "3e-4"}
              seed: 7
              resources: {limits: {nvidia.com/gpu: "2"}}
              deadline: 12h
            ---
            apiVersion: roadworthy.dev/v1alpha1
            kind: Evaluation
            metadata: {name: a-test}
            spec:
              modelRef: {name: a}
              datasetRef: {name: v2}
              gates: [{metric: meanIoU, min: "0.60"}]
            ---
            apiVersion: roadworthy.dev/v1alpha1
            kind: EdgeRelease
            metadata: {name: r-1}
            spec:
              modelRef: {name: a}
              evaluationRefs: [{name: a-test}]
              line: sidewalk
              version: 1.0.0
              compatibility: {hardware: [g3], onnxRuntime: ">=1.17"}
              approval: {digest: "sha256:1111111111111111111111111111111111111111111111111111111111111111"}
              rollout: {waves: [{name: canary, percent: 20}, {name: all, percent: 100}]}
            """;
}
