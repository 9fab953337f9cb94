package dev.roadworthy.controller.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a decision comes to. Exit translates it into conditions and a requeue, and nothing else does. */
public sealed interface Outcome {

    /** One CamelCase word of a closed set. */
    String reason();

    /** A sentence that says what is, and who must do what. */
    String message();

    /** The result exists and is pinned. */
    record Done(String reason, String message) implements Outcome {}

    /** Work is under way, and an event will tell of its end. */
    record Advance(String reason, String message) implements Outcome {}

    /** Something had to be written down before the next step is taken; that follows at once. */
    record Next(String reason, String message) implements Outcome {}

    /** Something outside is missing; looked at again after {@code recheck} at the latest. */
    record Wait(String reason, String message, Duration recheck) implements Outcome {}

    /**
     * All is well, and a person must act before it goes on; looked at again after {@code recheck} at the latest. What
     * usually a machine does, such as syncing a manifest, is a {@link Wait}.
     */
    record Ask(String reason, String message, Duration recheck) implements Outcome {}

    /**
     * The spec or an input is wrong; nothing will happen until it changes.
     *
     * @param recheck how often to look whether it has, where no event tells; null where one does
     */
    record Reject(String reason, String message, @Nullable Duration recheck) implements Outcome {

        /** An event tells when it is mended. */
        public Reject(String reason, String message) {
            this(reason, message, null);
        }
    }
}
