package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.IndexRequest.Sensor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the time stamps of a ride can be trusted, and whether its sensors kept up. */
final class RideClock {

    private static final long SECOND = 1_000_000_000;

    /** A gap between frames is a leap of the clock where it is longer than this, and {@link #USUAL_GAPS}. */
    static final long SHORTEST_LEAP = 5 * SECOND;

    /** How many median intervals a gap may last. */
    static final long USUAL_GAPS = 10;

    /** How far outside of a sensor's samples a frame may lie. */
    static final long OVERHANG = SECOND;

    private RideClock() {}

    /**
     * Looks for leaps and steps.
     *
     * @param frames of the ride, ascending
     * @return null where there is none
     */
    static @Nullable Fault jump(TimeAxis frames, SensorLog imu, SensorLog gps) {
        String what = leap(frames);
        if (what == null) {
            what = disagreement(frames, imu, "imu.csv");
        }
        if (what == null) {
            what = disagreement(frames, gps, "gps.csv");
        }
        return what == null ? null : new Fault(Defect.CLOCK_JUMP, what);
    }

    private static @Nullable String leap(TimeAxis frames) {
        if (frames.size() < 2) {
            return null;
        }
        int before = frames.widestInterval();
        long gap = frames.at(before + 1) - frames.at(before);
        return gap <= Math.max(SHORTEST_LEAP, USUAL_GAPS * frames.medianInterval())
                ? null
                : "the frames leap by %s s after %d".formatted(seconds(gap), frames.at(before));
    }

    private static @Nullable String disagreement(TimeAxis frames, SensorLog sensor, String file) {
        if (sensor.isEmpty()) {
            return null;
        }
        TimeAxis times = sensor.times();
        int back = times.firstStepBack();
        if (back >= 0) {
            return "%s line %d: its time is not later than that of the line before".formatted(file, back + 2);
        }
        long early = times.first() - frames.first();
        if (early > OVERHANG) {
            return "%s starts %s s after the first frame".formatted(file, seconds(early));
        }
        long late = frames.last() - times.last();
        return late > OVERHANG ? "%s ends %s s before the last frame".formatted(file, seconds(late)) : null;
    }

    /**
     * Whether a sensor's stream is there and dense enough.
     *
     * @param asked what the request wants of it; null for nothing
     * @return what every frame of the ride lacks; null where it lacks nothing
     */
    static @Nullable Fault missing(Defect defect, @Nullable Sensor asked, SensorLog log) {
        if (asked == null) {
            return null;
        }
        String file = defect == Defect.IMU_MISSING ? "imu.csv" : "gps.csv";
        if (log.isEmpty()) {
            return new Fault(defect, file + " is absent or has no samples");
        }
        long interval = log.times().medianInterval();
        double rate = interval <= 0 ? 0 : (double) SECOND / interval;
        return rate < asked.minRateHz()
                ? new Fault(
                        defect,
                        String.format(
                                Locale.ROOT, "%s has %.1f samples/s, %d are asked for", file, rate, asked.minRateHz()))
                : null;
    }

    /**
     * Whether a sensor has a sample near enough to a frame.
     *
     * @param skewMs milliseconds to the nearest one; null where the ride has none
     */
    static @Nullable Fault tooFar(Defect defect, @Nullable Sensor asked, @Nullable Double skewMs) {
        return asked == null || skewMs == null || skewMs <= asked.maxSkewMs()
                ? null
                : new Fault(
                        defect,
                        String.format(
                                Locale.ROOT,
                                "the nearest sample is %.0f ms away, %d are allowed",
                                skewMs,
                                asked.maxSkewMs()));
    }

    private static String seconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f", nanoseconds / (double) SECOND);
    }
}
