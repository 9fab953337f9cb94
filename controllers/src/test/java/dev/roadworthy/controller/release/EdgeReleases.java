package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Weakness;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.Reference;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** EdgeReleases, and what they refer to, as tests need them. */
final class EdgeReleases {

    static final ModelManifest MODEL = model("onnx");
    static final Digest MODEL_DIGEST = Documents.digest(MODEL);
    static final Digest REPORT = Documents.digest(Map.of("report", "of the model"));
    static final String FRAMES = Documents.digest(Map.of("rows", 2)).value();
    static final Gate GATE = new Gate(Gate.Metric.meanIoU, null, null, new IntOrString("0.60"), null, null);

    private EdgeReleases() {}

    /** An EdgeRelease with these further lines of spec, as the API server would return it. */
    static EdgeRelease release(String lines) {
        return release("sidewalk-detector", "1.0.0", lines);
    }

    /** One of a line and a version. */
    static EdgeRelease release(String line, String version, String lines) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: sidewalk-1, namespace: vision, uid: 4d1c, generation: 1}
                spec:
                  modelRef: {name: sidewalk-a}
                  evaluationRefs: [{name: sidewalk-a-test}]
                  line: %s
                  version: %s
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17", minFreeMiB: 64}
                """.formatted(line, version) + lines.indent(2), EdgeRelease.class);
    }

    /** An EdgeRelease that approves this candidate. */
    static EdgeRelease approving(String candidate) {
        return release("approval: {digest: '%s'}".formatted(candidate));
    }

    /** The same object with a decision's status. */
    static EdgeRelease with(EdgeRelease release, EdgeReleaseDecision decision) {
        EdgeRelease after = new EdgeRelease();
        after.setMetadata(release.getMetadata());
        after.setSpec(release.getSpec());
        after.setStatus(decision.status(release.getMetadata().getGeneration(), List.<Condition>of()));
        return after;
    }

    static TrainedModel trained(Digest model, boolean current) {
        return new TrainedModel(
                new PinnedModel("sidewalk-a", model.value(), new Artifact("s3://artifacts/m", model.value(), 9L)),
                4_194_304,
                Map.of("dataset", Documents.digest(Map.of("rows", 1)).value()),
                current);
    }

    static JudgedEvaluation judged(Digest model, boolean passed, boolean current, Gate gate) {
        return new JudgedEvaluation(
                "sidewalk-a-test",
                model.value(),
                new JudgedEvaluation.Frames(FRAMES, EvaluationSpec.Split.test),
                REPORT.value(),
                List.of(gate),
                passed,
                current,
                passed ? "1 of 1 gates passed" : "recall of sidewalk in night is 0.01, min 0.30",
                new JudgedEvaluation.Findings(
                        List.of(new JudgedGate(
                                gate.metric(),
                                null,
                                "night",
                                null,
                                "0.6412",
                                "0.6012",
                                "0.6833",
                                "min 0.60",
                                60L,
                                20L,
                                3L,
                                passed ? EvaluationStatus.Verdict.Passed : EvaluationStatus.Verdict.Failed)),
                        List.of(new Weakness("night", "bicyclist|rider", Gate.Metric.iou, "0.2101", 41L))));
    }

    static <P> Reference<P> resolved(P pin) {
        return new Reference.Resolved<>(pin);
    }

    /** What a release needs, all of it. */
    static Gating.Open open() {
        return (Gating.Open) Gating.of(
                resolved(trained(MODEL_DIGEST, true)), List.of(resolved(judged(MODEL_DIGEST, true, true, GATE))));
    }

    static ModelManifest model(String network) {
        Digest content = Documents.digest(Map.of("network", network));
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
}
