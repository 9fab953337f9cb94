package dev.roadworthy.rides;

import java.util.Locale;

/** Weather of a ride. */
public enum Weather {
    CLEAR,
    OVERCAST,
    RAIN;

    /** The value of the attribute {@code weather}. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
