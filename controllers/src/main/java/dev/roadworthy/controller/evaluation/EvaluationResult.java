package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A report under the input that it measures, so that an Evaluation of another name, or on another day, has it. */
final class EvaluationResult {

    private EvaluationResult() {}

    /** What an Evaluation with this status has made. */
    static Optional<ArtifactStore.Result> of(Evaluation evaluation, EvaluationStatus status) {
        Artifact report = status.report();
        Artifact timing = status.timing();
        return report == null || timing == null
                ? Optional.empty()
                : Optional.of(new ArtifactStore.Result(
                        EvaluationStep.NAME,
                        new Digest(Objects.requireNonNull(status.inputHash(), "what is measured has an input")),
                        Map.of(
                                Ledger.REPORT, Artifacts.inDocument(report),
                                KnownResult.TIMING, Artifacts.inDocument(timing))));
    }

    /** What was measured of this input. */
    static StepDocument<Measurement> find(ArtifactStore store, Step step) {
        return StepDocument.known(store, step, documents -> {
            ArtifactRef report = documents.get(Ledger.REPORT);
            ArtifactRef timing = documents.get(KnownResult.TIMING);
            return report == null || timing == null ? new StepDocument.None<>() : Measurement.of(store, report, timing);
        });
    }
}
