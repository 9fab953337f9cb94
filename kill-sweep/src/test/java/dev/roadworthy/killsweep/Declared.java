package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.testing.Cluster;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What there is before an operator has done anything.
 *
 * @param line of the release
 */
record Declared(String line, Cluster cluster, ArtifactRoot artifacts) {

    /** The longest time of an inference that vehicles may report, 95th percentile. */
    static final int LATENCY_LIMIT_MS = 40;

    /** Makes a model and its Evaluation, as their own controllers leave them. */
    void create() throws Exception {
        // A model of its own: else the signature over it would be there before the operator makes it.
        ArtifactRef network = artifacts.put("the network of %s".formatted(line).getBytes(StandardCharsets.UTF_8));
        ArtifactRef manifest = artifacts.put(Documents.write(new ModelManifest(
                ModelManifest.FORMAT,
                List.of(new ModelManifest.File(ModelManifest.MODEL, network)),
                13,
                new ModelManifest.Input("image", 160, 120),
                new ModelManifest.Output("logits", List.of("background", "road")),
                network.bytes())));
        create(TrainingRun.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: trained}
                spec: {datasetRef: {name: sidewalk}, image: registry.example.org/trainer@%1$s}
                status:
                  observedGeneration: 1
                  model: {uri: '%2$s', digest: '%1$s', manifestBytes: %3$d, bytes: %4$d, opset: 13}
                  conditions:
                    - {type: Ready, status: "True", reason: Trained, message: trained, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                """.formatted(manifest.digest(), manifest.uri(), manifest.bytes(), network.bytes()));
        create(Evaluation.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: evaluated}
                spec:
                  modelRef: {name: trained}
                  datasetRef: {name: sidewalk}
                  gates: [{metric: meanIoU, min: "0.60"}]
                status:
                  observedGeneration: 1
                  pins:
                    model: {name: trained, digest: '%1$s', manifest: {uri: '%2$s', digest: '%1$s', bytes: %3$d}}
                    dataset: {name: sidewalk, digest: '%1$s', manifest: {uri: '%2$s', digest: '%1$s', bytes: %3$d}, classes: [road]}
                    slices: [{name: night, where: sun_elevation < -6}]
                  verdict: Passed
                  report: {uri: '%2$s', digest: '%1$s', bytes: %3$d}
                  conditions:
                    - {type: Ready, status: "True", reason: Measured, message: measured, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                    - {type: Passed, status: "True", reason: Passed, message: 1 of 1 gates passed, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                """.formatted(manifest.digest(), manifest.uri(), manifest.bytes()));
    }

    private <S, T extends CustomResource<?, S>> void create(Class<T> kind, String yaml) {
        T object = Serialization.unmarshal(yaml, kind);
        S status = object.getStatus();
        var resources = cluster.client().resources(kind).inNamespace(cluster.namespace());
        resources.resource(object).create();
        resources.withName(object.getMetadata().getName()).editStatus(created -> {
            created.setStatus(status);
            return created;
        });
    }

    /** The manifest of a release of them that nobody approved. */
    String release() {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  modelRef: {name: trained}
                  evaluationRefs: [{name: evaluated}]
                  line: %1$s
                  version: 1.0.0
                  compatibility: {hardware: [%3$s], onnxRuntime: ">=1.17"}
                  rollout:
                    waves: [{name: canary, percent: 50, soak: 1s}, {name: all, percent: 100, soak: 1s}]
                    health: {latencyMsP95: {max: "%4$d"}}
                """.formatted(line, cluster.namespace(), Road.HARDWARE, LATENCY_LIMIT_MS);
    }
}
