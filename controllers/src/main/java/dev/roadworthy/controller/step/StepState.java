package dev.roadworthy.controller.step;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a step. */
public sealed interface StepState {

    /** The Job that it is of; where none is there, the one of before. */
    default @Nullable String jobOr(@Nullable String before) {
        return this instanceof OfJob of ? of.job() : before;
    }

    /** The state of a Job. */
    sealed interface OfJob extends StepState {

        /** Its name. */
        String job();
    }

    /** No Job for this input is there. */
    record Absent() implements StepState {}

    /**
     * A pod is wanted and does not run yet.
     *
     * @param reason {@code Unschedulable}, {@code ImagePull…} or another reason that Kubernetes gives
     */
    record Pending(String job, String reason, String message) implements OfJob {

        /** It goes on without us. */
        public Outcome.Advance outcome() {
            return new Outcome.Advance(reason, "Job %s waits: %s".formatted(job, message));
        }
    }

    /**
     * A container of a pod runs.
     *
     * @param container its name
     */
    record Running(String job, String container) implements OfJob {}

    /** The step is done, and says this. */
    record Succeeded(String job, ArtifactRef document) implements OfJob {}

    /** The input is wrong, says the step. */
    record Rejected(String job, String reason, String message) implements OfJob {}

    /**
     * The step came to no end of its own: its memory, its time or its tries did not suffice, or it broke. With other
     * means the same input may do.
     *
     * @param tries Jobs that were started for this input, at least 1
     * @param generation the owner's, that the last of them was started for
     */
    record Failed(String job, String reason, String message, int tries, long generation) implements OfJob {}

    /**
     * Something outside kept the step from its end.
     *
     * @param container which said so; the last one where none did
     * @param tries Jobs that were started for this input, at least 1
     * @param at when the last of them ended
     */
    record Unavailable(String job, String container, String reason, String message, int tries, Instant at)
            implements OfJob {

        /** When to try the same input again, each time a little later. */
        public Retry retry() {
            return Retry.after(tries, at);
        }

        /** It waits for the next try. */
        public Outcome.Wait outcome(Instant now) {
            Retry retry = retry();
            return new Outcome.Wait(
                    reason, "%s (tried %d times, next try at %s)".formatted(message, tries, retry.at()), retry.in(now));
        }
    }
}
