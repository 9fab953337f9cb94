package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was read about an Evaluation.
 *
 * @param evaluation the object
 * @param upstream what its references come to now
 * @param pursued what its status has pinned for its spec of now; null where nothing is
 * @param jobs its Jobs that have not ended
 */
record EvaluationObservation(
        Evaluation evaluation, Upstream upstream, @Nullable Pursued pursued, List<Job> jobs) {

    /**
     * A measurement that is wanted, with all that it needs pinned.
     *
     * @param pins what it uses
     * @param step that it asks for
     * @param state what became of that step
     * @param measurement what it measured; none where the status has all that matters of it
     */
    record Pursued(Pins pins, Step step, StepState state, StepDocument<Measurement> measurement) {}

    long generation() {
        return evaluation.getMetadata().getGeneration();
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
