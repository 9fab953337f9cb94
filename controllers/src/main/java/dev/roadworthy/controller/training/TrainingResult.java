package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A model under the input that it was trained on, so that a TrainingRun of another name, or on another day, has it. */
final class TrainingResult {

    private TrainingResult() {}

    /** What a run with this status has made. */
    static Optional<ArtifactStore.Result> of(TrainingRun run, TrainingRunStatus status) {
        return Optional.ofNullable(status.model())
                .map(model -> new ArtifactStore.Result(
                        TrainingStep.NAME,
                        new Digest(Objects.requireNonNull(status.inputHash(), "what has a model has an input")),
                        Map.of(
                                Ledger.MODEL,
                                Artifacts.inDocument(
                                        new Artifact(model.uri(), model.digest(), model.manifestBytes())))));
    }

    /** The model that was trained on this input. */
    static StepDocument<ModelManifest> find(ArtifactStore store, Step step) {
        return StepDocument.known(
                store,
                step,
                documents -> StepDocument.read(
                        store, documents.get(Ledger.MODEL), ModelManifest.class, ModelManifest.FORMAT));
    }
}
