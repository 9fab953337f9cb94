package dev.roadworthy.vehicle.state;

/** The places at which a vehicle changes its disk. The power may fail at each; {@code docs/vehicle.md} says why that is survived. */
public enum WritePoint {
    /** Before the new state is written beside the old one. */
    STATE_WRITE,
    /** The new state is synced and does not count yet. */
    STATE_RENAME,
    /** The new state counts, its directory is not synced. */
    STATE_SYNC,
    /** Before a piece of the archive is appended. */
    PART_APPEND,
    /** The archive was verified and staged, nothing of it is synced. */
    STAGE_SYNC,
    /** The staged release is synced and passed its golden inference. */
    RELEASE_RENAME,
    /** The release lies in its place, its directory is not synced. */
    RELEASE_SYNC,
    /** Before the new link is made beside {@code current}. */
    LINK_WRITE,
    /** Before the new link takes the place of {@code current}. */
    LINK_RENAME,
    /** {@code current} leads to the other release, its directory is not synced. */
    LINK_SYNC,
    /** Before something that nothing refers to is deleted. */
    DELETE
}
