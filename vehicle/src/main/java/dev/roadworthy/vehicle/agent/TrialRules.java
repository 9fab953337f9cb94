package dev.roadworthy.vehicle.agent;

import java.time.Duration;

/**
 * What a release has to do before it is committed.
 *
 * @param inferences without a fault
 * @param p95LimitMs 19 of 20 of them have to take at most so many milliseconds
 * @param pause between two of them, the camera's pace
 * @param maxStarts how often the agent may begin anew within a download or a trial
 */
public record TrialRules(int inferences, double p95LimitMs, Duration pause, int maxStarts) {

    public TrialRules {
        if (inferences < 1 || !(p95LimitMs > 0) || pause.isNegative() || maxStarts < 1) {
            throw new IllegalArgumentException(
                    "a trial of %d inferences below %s ms, %s apart, with %d starts; each must be positive"
                            .formatted(inferences, p95LimitMs, pause, maxStarts));
        }
    }
}
