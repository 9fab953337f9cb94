package dev.roadworthy.bridge.health;

/** What is concluded of a wave. */
public sealed interface Health {

    /** Enough vehicles run the release, and those still on the way cannot change that. */
    record Healthy() implements Health {}

    /**
     * A limit is exceeded.
     *
     * @param cause which, by how much
     */
    record Breached(String cause) implements Health {}

    /**
     * Too little is known.
     *
     * @param cause what is missing
     */
    record Inconclusive(String cause) implements Health {}
}
