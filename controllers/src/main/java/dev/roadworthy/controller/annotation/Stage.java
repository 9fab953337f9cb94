package dev.roadworthy.controller.annotation;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.controller.port.Labeling.Progress;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import org.jspecify.annotations.Nullable;

/** How far the work for the input of now has come. */
sealed interface Stage {

    /**
     * Frames are being laid out.
     *
     * @param document its result, where that could not be read
     */
    record Selecting(Step step, StepState state, StepDocument<SelectResult> document) implements Stage {}

    /**
     * Frames lie in the folder, and what became of them cannot be looked at.
     *
     * @param reason which place does not answer
     */
    record Silent(Tasks tasks, String reason, String message) implements Stage {}

    /** People and tools are at work. */
    record Labelling(Tasks tasks, Progress progress) implements Stage {}

    /**
     * Masks are being taken in.
     *
     * @param document its result, where that could not be read
     */
    record Collecting(Tasks tasks, Progress progress, Step step, StepState state, StepDocument<CollectResult> document)
            implements Stage {}

    /**
     * Masks were taken in.
     *
     * @param progress null where the folder need not be looked at any more
     * @param handIn which hand-in they are
     */
    record Collected(Tasks tasks, @Nullable Progress progress, Digest handIn, ArtifactRef review, CollectResult result)
            implements Stage {}

    /**
     * Frames that were laid out.
     *
     * @param folder where
     * @param selection the document that says so
     */
    record Tasks(String folder, ArtifactRef selection, SelectResult result) {}
}
