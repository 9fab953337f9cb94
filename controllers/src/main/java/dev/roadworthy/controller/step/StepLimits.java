package dev.roadworthy.controller.step;

import java.time.Duration;

/**
 * How long a step's Job is tried and kept.
 *
 * @param retries pods that may fail beside the first
 * @param deadline for all of them together, waiting included
 * @param kept how long the Job stays after its end, so that a person can read its logs and an operator that was away
 *     finds its result
 * @param outOfTime what to do where the deadline was too short
 */
public record StepLimits(int retries, Duration deadline, Duration kept, String outOfTime) {

    private static final Duration DAY = Duration.ofDays(1);

    public static final StepLimits DEFAULT = new StepLimits(2, DAY, DAY, "find what it waited for");
}
