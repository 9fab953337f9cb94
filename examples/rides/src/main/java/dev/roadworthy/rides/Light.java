package dev.roadworthy.rides;

import java.util.Locale;

/** Light of a ride, told by the elevation of the sun; the bounds are those of civil twilight on either side. */
public enum Light {
    DAY(6, 90),
    DUSK(-6, 6),
    NIGHT(-90, -6);

    private final double lowest;
    private final double highest;

    Light(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * Whether the sun at this elevation makes this light.
     *
     * @param elevation of the sun above the horizon, degrees
     */
    public boolean matches(double elevation) {
        return elevation > lowest && elevation <= highest;
    }

    /** The value of the attribute {@code light}. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
