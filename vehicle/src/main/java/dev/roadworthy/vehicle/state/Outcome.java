package dev.roadworthy.vehicle.state;

import org.jspecify.annotations.Nullable;

/**
 * How an action ended.
 *
 * @param code why it failed, a name that never changes its meaning; null for a success
 * @param message for people
 */
public record Outcome(@Nullable String code, String message) {

    public static Outcome success(String message) {
        return new Outcome(null, message);
    }

    public static Outcome failure(String code, String message) {
        return new Outcome(code, message);
    }

    /** Whether what was wanted is what runs. */
    public boolean succeeded() {
        return code == null;
    }
}
