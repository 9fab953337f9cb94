package dev.roadworthy.bridge.health;

import dev.roadworthy.contract.Digest;
import java.time.Duration;
import java.time.Instant;

/** How it went with one vehicle. */
public enum Outcome {
    /** It reports that it runs the release. */
    VERIFIED,
    /** It said that it could not, it went back to another release, or it was silent for too long. */
    FAILED,
    /** There is still time. */
    PENDING;

    /**
     * The outcome so far. What a vehicle reports to run counts for more than what it said about the installation: feedback is
     * lost in a power cut, and counted before a restart proves it.
     *
     * @param bundle the release's archive
     * @param verifyTimeout from the offer to the first report of it
     */
    public static Outcome of(VehicleRecord vehicle, Digest bundle, Duration verifyTimeout, Instant now) {
        if (vehicle.verified()) {
            return bundle.equals(vehicle.running()) ? VERIFIED : FAILED;
        }
        boolean late = now.isAfter(vehicle.offered().plus(verifyTimeout));
        return vehicle.failed() || late ? FAILED : PENDING;
    }
}
