package dev.roadworthy.worker.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a ride share.
 *
 * @param description who recorded
 * @param sensors what was recorded beside the frames
 * @param corrupt that nothing of the ride can be used; null where it can
 * @param clockJump that its time stamps cannot be trusted; null where they can, or there are none
 * @param imuMissing that its IMU stream does not do; null where it does or none is asked for
 * @param gpsMissing likewise
 */
record Ride(
        Description description,
        Sensors sensors,
        @Nullable Fault corrupt,
        @Nullable Fault clockJump,
        @Nullable Fault imuMissing,
        @Nullable Fault gpsMissing) {

    /**
     * Who recorded.
     *
     * @param name of the ride
     * @param vehicle null where the layout does not tell
     * @param camera null where the layout does not tell
     */
    record Description(
            String name, @Nullable String vehicle, @Nullable String camera, Map<String, String> attributes) {

        static Description unknown(String name) {
            return new Description(name, null, null, Map.of());
        }
    }

    /** Streams beside the frames; see {@link Surroundings#at} for their columns. */
    record Sensors(SensorLog imu, SensorLog gps) {

        static final Sensors NONE = new Sensors(SensorLog.NONE, SensorLog.NONE);
    }

    /** A ride of which only its frames are known. */
    static Ride ofFrames(String name) {
        return new Ride(Description.unknown(name), Sensors.NONE, null, null, null, null);
    }

    /** A ride that cannot be read. */
    static Ride corrupt(String name, Fault fault) {
        return new Ride(Description.unknown(name), Sensors.NONE, fault, null, null, null);
    }
}
