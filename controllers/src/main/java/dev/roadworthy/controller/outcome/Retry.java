package dev.roadworthy.controller.outcome;

import java.time.Duration;
import java.time.Instant;

/**
 * When to try again what something outside prevented: 10 s after the first failure, twice as long after each further
 * one, 5 minutes at most. A function of what is observed, so that a restart of the operator changes nothing.
 *
 * @param at the moment
 */
public record Retry(Instant at) {

    /** How soon to look again at an outside system that did not answer. */
    public static final Duration OUTSIDE = Duration.ofSeconds(15);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * The next try after some that failed.
     *
     * @param tries failures so far, at least 1
     * @param last when the last one ended
     */
    public static Retry after(int tries, Instant last) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(tries - 1, 10));
        return new Retry(last.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(at);
    }

    /** Time until then, at least a second. */
    public Duration in(Instant now) {
        Duration left = Duration.between(now, at);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }
}
