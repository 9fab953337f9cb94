package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was read about a TrainingRun.
 *
 * @param run the object
 * @param dataset what its reference comes to now
 * @param pursued what its status has pinned for its spec of now; null where nothing is
 * @param jobs its Jobs that have not ended
 * @param pods its pods
 */
record TrainingRunObservation(
        TrainingRun run,
        Reference<PinnedDataset> dataset,
        @Nullable Pursued pursued,
        List<Job> jobs,
        List<Pod> pods) {

    /**
     * A training that is wanted, with its dataset pinned.
     *
     * @param dataset the pin
     * @param step that it asks for
     * @param state what became of that step
     * @param manifest of the model
     */
    record Pursued(PinnedDataset dataset, Step step, StepState state, StepDocument<ModelManifest> manifest) {}

    long generation() {
        return run.getMetadata().getGeneration();
    }

    /** Names of Jobs that still work for another input than this; null for none. */
    List<String> jobsOfOthers(@Nullable Digest inputHash) {
        return jobs.stream()
                .filter(job -> inputHash == null
                        || !StepObserver.inputLabel(inputHash)
                                .equals(job.getMetadata().getLabels().get(StepLabels.INPUT)))
                .map(job -> job.getMetadata().getName())
                .toList();
    }
}
