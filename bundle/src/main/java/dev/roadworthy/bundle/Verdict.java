package dev.roadworthy.bundle;

/**
 * What came of a check.
 *
 * @param <T> what is known to be good when it passed
 */
public sealed interface Verdict<T> {

    /** The check passed. */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** The check did not pass. */
    record Refused<T>(Refusal refusal) implements Verdict<T> {}
}
