package dev.roadworthy.vehicle.agent;

import java.time.Duration;

/**
 * What a release has to do before it is committed, and again and again afterwards.
 *
 * @param inferences of one inspection, without a fault
 * @param p95LimitMs 19 of 20 of them have to take at most so many milliseconds
 * @param pause between two of them, the camera's pace
 * @param maxStarts how often the agent may begin anew within a download or a trial
 * @param patience so many inspections in a row have to fail before a committed release is left; one is enough in a trial
 */
public record TrialRules(int inferences, double p95LimitMs, Duration pause, int maxStarts, int patience) {

    public TrialRules {
        if (inferences < 1 || !(p95LimitMs > 0) || pause.isNegative() || maxStarts < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    "a trial of %d inferences below %s ms, %s apart, with %d starts and a patience of %d; each must be positive"
                            .formatted(inferences, p95LimitMs, pause, maxStarts, patience));
        }
    }
}
