package dev.roadworthy.worker.index;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunPosition;

/**
 * Where a frame was taken and how the vehicle moved, joined by time: the nearest GPS fix and the IMU samples around it.
 * Values are rounded before they enter a row, so that a row is equal on every machine.
 *
 * @param fix null without GPS
 * @param shake null without IMU
 * @param sunElevation degrees of the sun's centre above the horizon, without refraction, to 0.01; null without GPS
 */
record Surroundings(
        @Nullable Fix fix, @Nullable Shake shake, @Nullable Double sunElevation) {

    /** Of a frame without time or sensors. */
    static final Surroundings UNKNOWN = new Surroundings(null, null, null);

    private static final long HALF_WINDOW = 500_000_000;
    private static final double NANOSECONDS_PER_MS = 1e6;

    /**
     * The nearest GPS fix.
     *
     * @param latitude degrees north (WGS 84), to 1e-7
     * @param longitude degrees east (WGS 84), to 1e-7
     * @param speed m/s, to 0.001
     * @param skewMs milliseconds between frame and fix, to 0.001
     */
    record Fix(double latitude, double longitude, double speed, double skewMs) {}

    /**
     * What the IMU felt.
     *
     * @param rms m/s²: root mean square of the deviation of |a| from its mean over ±0.5 s around the frame, to 0.0001;
     *     null where no sample lies there
     * @param skewMs milliseconds between frame and nearest sample, to 0.001
     */
    record Shake(@Nullable Double rms, double skewMs) {}

    /**
     * Joins.
     *
     * @param imu with the column |a| in m/s²
     * @param gps with the columns latitude, longitude, speed
     * @param time of the frame, nanoseconds since 1970
     */
    static Surroundings at(SensorLog imu, SensorLog gps, long time) {
        Fix fix = gps.isEmpty() ? null : fix(gps, time);
        return new Surroundings(
                fix, imu.isEmpty() ? null : shake(imu, time), fix == null ? null : sunElevation(fix, time));
    }

    private static Fix fix(SensorLog gps, long time) {
        int i = gps.times().nearest(time);
        return new Fix(
                round(gps.columns().get(0)[i], 1e7),
                round(gps.columns().get(1)[i], 1e7),
                round(gps.columns().get(2)[i], 1e3),
                skewMs(gps.times(), i, time));
    }

    private static Shake shake(SensorLog imu, long time) {
        TimeAxis times = imu.times();
        double[] magnitudes = imu.columns().getFirst();
        int from = times.notBefore(time - HALF_WINDOW);
        int to = times.notBefore(time + HALF_WINDOW + 1);
        double skew = skewMs(times, times.nearest(time), time);
        if (from >= to) {
            return new Shake(null, skew);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += magnitudes[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (magnitudes[i] - mean) * (magnitudes[i] - mean);
        }
        return new Shake(round(Math.sqrt(squares / (to - from)), 1e4), skew);
    }

    private static double skewMs(TimeAxis times, int i, long time) {
        return round(Math.abs(times.at(i) - time) / NANOSECONDS_PER_MS, 1e3);
    }

    private static double sunElevation(Fix fix, long time) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
        return round(
                SunPosition.compute()
                        .on(instant.atZone(ZoneOffset.UTC))
                        .at(fix.latitude(), fix.longitude())
                        .execute()
                        .getTrueAltitude(),
                1e2);
    }

    // Never -0.0: it equals 0 and has another text.
    private static double round(double value, double steps) {
        return Math.rint(value * steps) / steps + 0.0;
    }
}
