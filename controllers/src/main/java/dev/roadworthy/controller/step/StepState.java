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

    /** A pod runs. */
    record Running(String job) implements StepState {}

    /** The step is done, and says this. */
    record Succeeded(String job, ArtifactRef document) implements StepState {}

    /** The input is wrong. */
    record Rejected(String job, String reason, String message) implements StepState {}

    /**
     * Something outside kept the step from its end.
     *
     * @param tries Jobs that were started for this input, at least 1
     * @param at when the last of them ended
     */
    record Unavailable(String job, String reason, String message, int tries, Instant at) implements StepState {}
}
