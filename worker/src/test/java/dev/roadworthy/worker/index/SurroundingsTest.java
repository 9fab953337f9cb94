package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {

    private static final long MS = 1_000_000;

    private static long ns(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }

    private static SensorLog gpsAt(long time, double latitude, double longitude) {
        return new SensorLog(
                new TimeAxis(new long[] {time}),
                List.of(new double[] {latitude}, new double[] {longitude}, new double[] {1.23449}));
    }

    @Property
    void takesTheNearestSample(
            @ForAll @Size(min = 1, max = 20) @UniqueElements List<@LongRange(min = 0, max = 1000) Long> times,
            @ForAll @LongRange(min = -100, max = 1100) long time) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        long nearest = LongStream.of(sorted).map(t -> Math.abs(t - time)).min().orElseThrow();

        TimeAxis axis = new TimeAxis(sorted);

        assertThat(Math.abs(axis.at(axis.nearest(time)) - time)).isEqualTo(nearest);
    }

    @Test
    void joinsTheNearestFixWithItsSkew() {
        SensorLog gps = new SensorLog(
                new TimeAxis(new long[] {0, 1000 * MS}),
                List.of(new double[] {38.1, 38.20000004}, new double[] {-9.1, -9.2}, new double[] {1, 2.0004}));

        assertThat(Surroundings.at(SensorLog.NONE, gps, 700 * MS + 123).fix())
                .isEqualTo(new Surroundings.Fix(38.2, -9.2, 2.0, 300.0));
    }

    @Test
    void measuresHowTheAccelerationVariesAroundTheFrame() {
        // ±1 around 9.81 within the window, quiet outside of it.
        double[] magnitudes = IntStream.range(0, 400)
                .mapToDouble(i -> i >= 150 && i <= 250 ? 9.81 + (i % 2 == 0 ? 1 : -1) : 9.81)
                .toArray();
        SensorLog imu = new SensorLog(
                new TimeAxis(LongStream.range(0, 400).map(i -> i * 10 * MS).toArray()), List.of(magnitudes));

        Surroundings.Shake rough =
                Surroundings.at(imu, SensorLog.NONE, 2000 * MS).shake();
        Surroundings.Shake quiet =
                Surroundings.at(imu, SensorLog.NONE, 700 * MS).shake();

        assertThat(Objects.requireNonNull(rough).rms()).isCloseTo(1.0, within(0.001));
        assertThat(Objects.requireNonNull(quiet).rms()).isZero();
    }

    @Test
    void hasNoRoughnessWithoutASampleInTheWindow() {
        SensorLog imu = new SensorLog(new TimeAxis(new long[] {0}), List.of(new double[] {9.81}));

        assertThat(Surroundings.at(imu, SensorLog.NONE, 800 * MS).shake())
                .isEqualTo(new Surroundings.Shake(null, 800.0));
    }

    /** Geometric elevations by the solar calculator of NOAA's Global Monitoring Laboratory, to 0.1 degrees. */
    @ParameterizedTest
    @CsvSource({
        // Equator at the equinox: overhead at noon.
        "2024-03-20T12:07:00Z, 0, 0, 89.9",
        // Tropic of Cancer at the summer solstice, noon at Greenwich.
        "2024-06-20T12:02:00Z, 23.44, 0, 89.9",
        // North pole at the summer solstice: the declination, all day.
        "2024-06-20T20:51:00Z, 90, 0, 23.44",
        // South pole at that time.
        "2024-06-20T20:51:00Z, -90, 0, -23.44",
    })
    void knowsTheSun(String instant, double latitude, double longitude, double elevation) {
        Surroundings surroundings =
                Surroundings.at(SensorLog.NONE, gpsAt(ns(instant), latitude, longitude), ns(instant));

        assertThat(surroundings.sunElevation()).isCloseTo(elevation, within(0.15));
    }

    @Test
    void knowsNothingWithoutSensors() {
        assertThat(Surroundings.at(SensorLog.NONE, SensorLog.NONE, 0)).isEqualTo(Surroundings.UNKNOWN);
    }
}
