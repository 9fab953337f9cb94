package dev.roadworthy.story;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The manifests of a small line, as they are committed. Each waits in Argo CD's order for the one before it.
 *
 * @param rides where they lie
 * @param trainer image by digest
 * @param line of the release
 */
record FleetLine(String rides, String trainer, String line) {

    static final String DATASET = "line/dataset.yaml";
    static final String TRAINING = "line/training-run.yaml";
    static final String EVALUATION = "line/evaluation.yaml";
    static final String RELEASE = "line/edge-release.yaml";
    static final String NEXT = "line/edge-release-next.yaml";

    /** All of them, by path. */
    Map<String, String> manifests() {
        Map<String, String> manifests = new LinkedHashMap<>();
        manifests.put(DATASET, dataset("shuttle-rides"));
        manifests.put(TRAINING, training("shuttle", "shuttle-rides"));
        manifests.put(EVALUATION, manifest("Evaluation", "shuttle-test", 2, """
                spec:
                  modelRef: {name: shuttle}
                  datasetRef: {name: shuttle-rides}
                  gates: [{metric: meanIoU, min: "0", minSamples: 1}]
                """));
        manifests.put(RELEASE, release("1.0.0", "waves: [{name: all, percent: 100}]"));
        return manifests;
    }

    /** A release that is too slow for its limit. */
    String next() {
        return release("1.1.0", """
                waves: [{name: canary, percent: 20}, {name: all, percent: 100}]
                    health: {minVehicles: 2, latencyMsP95: {max: 1000}}""");
    }

    private String release(String version, String rollout) {
        return manifest("EdgeRelease", "shuttle-" + version, 3, """
                spec:
                  modelRef: {name: shuttle}
                  evaluationRefs: [{name: shuttle-test}]
                  line: %s
                  version: %s
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17 <2"}
                  rollout:
                    %s
                """.formatted(line, version, rollout));
    }

    String dataset(String name) {
        return manifest("Dataset", name, 0, Trial.rides(rides).replaceFirst("spec:\\R", """
                spec:
                  description: Rides of a shuttle
                """));
    }

    String training(String name, String dataset) {
        return manifest("TrainingRun", name, 1, """
                spec:
                  datasetRef: {name: %s}
                  image: %s
                  parameters: {epochs: "3", width: "64", height: "48"}
                  seed: 1
                  resources: {requests: {cpu: 500m, memory: 512Mi}, limits: {memory: 2Gi}}
                """.formatted(dataset, trainer));
    }

    private static String manifest(String kind, String name, int wave, String spec) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: %s
                metadata:
                  name: %s
                  annotations: {argocd.argoproj.io/sync-wave: "%d"}
                """.formatted(kind, name, wave) + spec;
    }
}
