package dev.roadworthy.vehicle.state;

/** What happens to a vehicle. */
public enum Event {
    /** The bridge wants a bundle that has to be fetched. */
    ASSIGNED,
    /** The bridge wants the vehicle's own previous release back, and it lies on the disk. */
    RETURN_ASSIGNED,
    /** The bridge wants what runs already. */
    ALREADY_RUNNING,
    /** A check did not pass; the release will not be installed. */
    REFUSED,
    /** Every check passed, and the golden inference. */
    VERIFIED,
    /** The agent began anew before the event for which it waits. */
    RESTARTED,
    /** The bridge cancelled the action, withdrew it, or wants another one instead. */
    DROPPED,
    /** The release is switched to. */
    SWITCHED,
    /** The trial window passed. */
    HEALTHY,
    /** The trial failed; what ran before runs again. */
    REVERTED,
    /** The committed release misbehaved at work, and the vehicle left it for its own previous one. */
    LEFT,
    /** The bridge cancelled the action that brought the committed release; the vehicle's own previous one runs again. */
    CANCELLED,
    /** The bridge has the last word of the action, or wants none. */
    REPORTED
}
