package dev.roadworthy.controller.outcome;

import java.time.Duration;

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

    /** Something outside is missing; looked at again after {@code recheck} at the latest. */
    record Wait(String reason, String message, Duration recheck) implements Outcome {}

    /** The spec or an input is wrong; nothing will happen until it changes. */
    record Reject(String reason, String message) implements Outcome {}
}
