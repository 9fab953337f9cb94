package dev.roadworthy.controller.rollout;

/** What may happen to a rollout. */
enum Event {
    /** The wave is healthy, and more waves or time are to come. */
    HEALTHY,
    /** Too little is known of the wave. */
    UNCERTAIN,
    /** The wave was healthy for its soak, and another one follows. */
    SOAKED,
    /** The last wave was healthy for its soak. */
    COMPLETED,
    /** A limit is exceeded, or somebody aborts. */
    BREACHED,
    /** No vehicle runs the release any more. */
    RETURNED
}
