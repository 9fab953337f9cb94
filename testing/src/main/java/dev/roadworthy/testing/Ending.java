package dev.roadworthy.testing;

import java.time.Duration;

/**
 * How a container ends.
 *
 * @param exitCode 0 for success
 * @param reason as the kubelet gives it, for example {@code OOMKilled}
 * @param message what it wrote as its termination message
 * @param ran how long it ran
 */
public record Ending(int exitCode, String reason, String message, Duration ran) {

    /** After no time, with the reason that goes with the exit code. */
    public static Ending of(int exitCode, String message) {
        return new Ending(exitCode, exitCode == 0 ? "Completed" : "Error", message, Duration.ZERO);
    }

    /** The same after some time. */
    public Ending after(Duration time) {
        return new Ending(exitCode, reason, message, time);
    }
}
