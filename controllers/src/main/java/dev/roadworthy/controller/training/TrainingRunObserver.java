package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import dev.roadworthy.controller.training.TrainingRunObservation.Pursued;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads all that a decision about a TrainingRun needs: its Dataset, its Jobs and pods, and the model's manifest. */
final class TrainingRunObserver {

    private final ArtifactStore store;

    TrainingRunObserver(ArtifactStore store) {
        this.store = store;
    }

    TrainingRunObservation observe(
            TrainingRun run, Optional<Dataset> dataset, Collection<Job> jobs, Collection<Pod> pods) {
        return new TrainingRunObservation(
                run,
                DatasetReferences.resolve(
                        run.getSpec().datasetRef().name(), run.getMetadata().getNamespace(), dataset),
                pursued(run, jobs, pods),
                jobs.stream()
                        .filter(job -> StepLabels.isOf(run, job))
                        .filter(job -> !StepObserver.isFinished(job))
                        .toList(),
                pods.stream().filter(pod -> StepLabels.isOf(run, pod)).toList());
    }

    private @Nullable Pursued pursued(TrainingRun run, Collection<Job> jobs, Collection<Pod> pods) {
        PinnedDataset pin = pin(run);
        if (pin == null) {
            return null;
        }
        Step step = TrainingStep.of(run, pin);
        StepState state = StepObserver.observe(step, jobs, pods);
        return new Pursued(pin, step, state, isSettled(run, step) ? new StepDocument.None<>() : manifest(step, state));
    }

    private StepDocument<ModelManifest> manifest(Step step, StepState state) {
        return switch (state) {
            case StepState.Succeeded succeeded ->
                StepDocument.read(store, succeeded.document(), ModelManifest.class, ModelManifest.FORMAT);
            case StepState.Absent absent -> TrainingResult.find(store, step);
            default -> new StepDocument.None<>();
        };
    }

    /** What is pinned for the spec of now: with it, the spec still has the input hash of the status. */
    private static @Nullable PinnedDataset pin(TrainingRun run) {
        TrainingRunStatus status = run.getStatus();
        return status != null
                        && status.dataset() != null
                        && status.dataset()
                                .name()
                                .equals(run.getSpec().datasetRef().name())
                        && TrainingInput.of(run.getSpec(), status.dataset())
                                .hash()
                                .value()
                                .equals(status.inputHash())
                ? status.dataset()
                : null;
    }

    /** Then the status has all that matters, whatever becomes of the Job: the store is not asked each time. */
    private static boolean isSettled(TrainingRun run, Step step) {
        return switch (History.of(run.getStatus()).attempt(step.inputHash()).outcome()) {
            case Trained, Rejected -> true;
            case Open, Stopped, Failed -> false;
        };
    }
}
