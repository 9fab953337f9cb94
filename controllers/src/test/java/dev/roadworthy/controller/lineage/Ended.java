package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** Objects that have come to their ends. In a digest, {@code #7} stands for 64 times the digit 7, {@code #ab} for 32 times. */
final class Ended {

    private Ended() {}

    static Dataset dataset() {
        return of(Dataset.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk-v2, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  extends: [{name: sidewalk-v1}]
                  labelsFrom: [{name: night}]
                  classes: [road]
                  split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
                status:
                  inputHash: sha256:#1
                  digest: sha256:#2
                  index: {uri: s3://artifacts/i, digest: sha256:#3, bytes: 1}
                  manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}
                  report: {uri: s3://artifacts/r, digest: sha256:#5, bytes: 1}
                  inputs:
                    extends:
                      - {name: sidewalk-v1, digest: sha256:#6, classes: [road], manifest: {uri: s3://artifacts/n, digest: sha256:#7, bytes: 1}}
                    labelsFrom:
                      - {name: night, snapshot: {uri: s3://artifacts/l, digest: sha256:#8, bytes: 1}}
                """);
    }

    static AnnotationJob annotationJob() {
        return of(AnnotationJob.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: AnnotationJob
                metadata: {name: night, namespace: vision, uid: 6b20, generation: 1}
                spec:
                  datasetRef: {name: sidewalk-v1}
                  tool: {files: {uri: s3://labels/night/}}
                status:
                  inputHash: sha256:#1
                  dataset: {name: sidewalk-v1, digest: sha256:#6, classes: [road], manifest: {uri: s3://artifacts/n, digest: sha256:#7, bytes: 1}}
                  tasks: {folder: s3://labels/night/1/, selection: {uri: s3://artifacts/s, digest: sha256:#9, bytes: 1}, total: 5, labelled: 5}
                  handIn: sha256:#a
                  review: {uri: s3://artifacts/v, digest: sha256:#b, bytes: 1}
                  labels: {snapshot: {uri: s3://artifacts/l, digest: sha256:#8, bytes: 1}, count: 5, skipped: 0}
                """);
    }

    static TrainingRun trainingRun(List<String> parameters) {
        return of(TrainingRun.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a, namespace: vision, uid: 6b21, generation: 1}
                spec:
                  datasetRef: {name: sidewalk-v2}
                  image: registry.example.org/trainer@sha256:#c
                  code: {repository: https://git.example.org/trainer, commit: 0123456789012345678901234567890123456789}
                  command: [python, train.py]
                  parameters: {%s}
                  seed: 7
                status:
                  inputHash: sha256:#d
                  attempt: 1
                  dataset: {name: sidewalk-v2, digest: sha256:#2, classes: [road], manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}}
                  model: {uri: s3://artifacts/o, digest: sha256:#e, manifestBytes: 1, bytes: 1, opset: 13}
                  lineage: {dataset: sha256:#2, image: sha256:#c, commit: 0123456789012345678901234567890123456789, parameters: sha256:#f}
                """.formatted(String.join(", ", parameters)));
    }

    static TrainingRun trainingRun() {
        return trainingRun(List.of("epochs: '30'"));
    }

    static Evaluation evaluation() {
        return of(Evaluation.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test, namespace: vision, uid: 6b22, generation: 1}
                spec:
                  modelRef: {name: sidewalk-a}
                  datasetRef: {name: sidewalk-v2}
                  gates: [{metric: meanIoU, min: "0.60"}]
                status:
                  inputHash: sha256:#12
                  attempt: 1
                  pins:
                    model: {name: sidewalk-a, digest: sha256:#e, manifest: {uri: s3://artifacts/o, digest: sha256:#e, bytes: 1}}
                    dataset: {name: sidewalk-v2, digest: sha256:#2, classes: [road], manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}}
                    slices: []
                  verdict: Inconclusive
                  gates:
                    - {metric: meanIoU, value: "0.7000", limit: min 0.60, samples: 100, minSamples: 30, rides: 9, result: Passed}
                    - {metric: recall, class: road, slice: night, limit: min 0.85, samples: 0, minSamples: 30, rides: 0, result: Inconclusive}
                  report: {uri: s3://artifacts/t, digest: sha256:#34, bytes: 1}
                """);
    }

    static EdgeRelease edgeRelease() {
        return of(EdgeRelease.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: sidewalk-1, namespace: vision, uid: 6b23, generation: 1}
                spec:
                  modelRef: {name: sidewalk-a}
                  evaluationRefs: [{name: sidewalk-a-test}]
                  line: sidewalk-detector
                  version: 1.0.0
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17"}
                status:
                  candidate: sha256:#56
                  evidence:
                    model: {name: sidewalk-a, digest: sha256:#e, manifest: {uri: s3://artifacts/o, digest: sha256:#e, bytes: 1}}
                    evaluations: [{name: sidewalk-a-test, report: sha256:#34}]
                    policy: sha256:#78
                    lineage: {dataset: sha256:#2, image: sha256:#c, parameters: sha256:#f}
                  approval:
                    candidate: sha256:#56
                    pullRequest: https://git.example.org/fleet/pulls/1
                    state: Merged
                    commit: 9876543210987654321098765432109876543210
                    mergedAt: "2026-10-01T12:00:00Z"
                    approvers: [{name: alice, commit: 9876543210987654321098765432109876543211, at: "2026-10-01T11:00:00Z"}]
                  signature:
                    spec: sha256:#90
                    counter: 3
                    release: {uri: s3://artifacts/e, digest: sha256:#9a, bytes: 1}
                    payload: sha256:#9b
                    modelSignature: {uri: s3://artifacts/g, digest: sha256:#9c, bytes: 1}
                    keyId: key-1
                    publicKey: PEM
                  bundle: {uri: s3://artifacts/b, digest: sha256:#9d, bytes: 1}
                """);
    }

    private static <T> T of(Class<T> kind, String yaml) {
        return Serialization.unmarshal(Digests.spelled(yaml), kind);
    }
}
