package dev.roadworthy.rides;

import java.util.Arrays;
import java.util.Locale;

/** What can be wrong with a recorded ride, planted on demand. */
public enum Defect {
    /** A frame that ends in the middle of its data. */
    TRUNCATED_IMAGE,
    /** {@code imu.csv} or {@code gps.csv} is absent. */
    MISSING_SENSOR_FILE,
    /** Camera time leaps ahead by minutes in the middle of a ride; the other sensors keep theirs. */
    CLOCK_JUMP,
    /** The files of another ride under a second name, byte for byte. */
    DUPLICATE_RIDE,
    /** A mask holds a value outside {@link RideClass}. */
    UNKNOWN_CLASS,
    /** A mask is there but says nothing: all zero. */
    EMPTY_MASK;

    /** The name on the command line and in the truth file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Defect of(String label) {
        return Arrays.stream(values())
                .filter(d -> d.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown defect '" + label + "'; known: "
                        + Arrays.stream(values()).map(Defect::label).toList()));
    }
}
