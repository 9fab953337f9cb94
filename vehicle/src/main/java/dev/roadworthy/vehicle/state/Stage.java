package dev.roadworthy.vehicle.state;

/** The states of a vehicle; {@link Phase} has what belongs to each. */
public enum Stage {
    IDLE,
    DOWNLOADING,
    STAGED,
    TRIAL,
    REPORTING
}
