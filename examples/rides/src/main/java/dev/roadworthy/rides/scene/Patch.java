package dev.roadworthy.rides.scene;

import dev.roadworthy.rides.RideClass;

/** What a piece of ground is. Kerb stones count as sidewalk, as in Cityscapes. */
public enum Patch {
    ROAD(RideClass.ROAD, false),
    CROSSING(RideClass.CROSSING, false),
    KERB(RideClass.SIDEWALK, true),
    SIDEWALK(RideClass.SIDEWALK, true),
    GRASS(RideClass.VEGETATION, true),
    YARD(RideClass.OTHER, true);

    private final RideClass rideClass;
    private final boolean raised;

    Patch(RideClass rideClass, boolean raised) {
        this.rideClass = rideClass;
        this.raised = raised;
    }

    public RideClass rideClass() {
        return rideClass;
    }

    /** Whether it lies at the height of the kerb. */
    public boolean raised() {
        return raised;
    }
}
