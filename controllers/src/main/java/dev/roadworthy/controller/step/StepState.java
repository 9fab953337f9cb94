package dev.roadworthy.controller.step;

import dev.roadworthy.contract.ArtifactRef;
import java.time.Instant;

/** What became of a step. */
public sealed interface StepState {

    /** No Job for this input is there. */
    record Absent() implements StepState {}

    /**
     * A pod is wanted and does not run yet.
     *
     * @param reason {@code Unschedulable}, {@code ImagePull…} or another reason that Kubernetes gives
     */
    record Pending(String job, String reason, String message) implements StepState {}

    /**
     * A container of a pod runs.
     *
     * @param container its name
     */
    record Running(String job, String container) implements StepState {}

    /** The step is done, and says this. */
    record Succeeded(String job, ArtifactRef document) implements StepState {}

    /** The input is wrong, says the step. */
    record Rejected(String job, String reason, String message) implements StepState {}

    /**
     * The step came to no end of its own: its memory, its time or its tries did not suffice, or it broke. With other
     * means the same input may do.
     *
     * @param tries Jobs that were started for this input, at least 1
     * @param generation the owner's, that the last of them was started for
     */
    record Failed(String job, String reason, String message, int tries, long generation) implements StepState {}

    /**
     * Something outside kept the step from its end.
     *
     * @param container which said so; the last one where none did
     * @param tries Jobs that were started for this input, at least 1
     * @param at when the last of them ended
     */
    record Unavailable(String job, String container, String reason, String message, int tries, Instant at)
            implements StepState {}
}
