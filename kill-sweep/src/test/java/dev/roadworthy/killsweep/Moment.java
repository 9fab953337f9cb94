package dev.roadworthy.killsweep;

import java.util.Locale;

/** When the operator is killed, seen from one of its writes. */
enum Moment {
    /** Nothing of the write has left the operator's machine. */
    BEFORE,
    /** The write is done and answered, and the operator has not heard so. */
    AFTER;

    /** For names and sentences. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
