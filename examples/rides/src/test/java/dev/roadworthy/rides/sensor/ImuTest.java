package dev.roadworthy.rides.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.roadworthy.rides.city.Motion;
import dev.roadworthy.rides.scene.Marks;
import dev.roadworthy.rides.scene.Material;
import dev.roadworthy.rides.scene.Places;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Street;
import dev.roadworthy.rides.scene.Surface;
import dev.roadworthy.rides.scene.Verge;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImuTest {

    private static final double SECONDS = 10;

    private static List<Double> vertical(Surface surface, double speed) {
        Material paving = new Material(surface, Rgb.grey(0.2), 1);
        Verge verge = new Verge(0, 2, 0, 0, paving);
        Marks marks = new Marks(Places.of(List.of()), false, 0, false, 0);
        Street street = new Street(4, verge, verge, paving, marks, Places.of(List.of()));
        Motion motion = new Motion(0, speed, -2, -2, 1e9, 0);
        return Imu.record(new SplittableRandom(3), motion, street, 0, SECONDS).stream()
                .skip(1)
                .map(row -> Double.parseDouble(row.split(",", -1)[3]))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double roughness(Surface surface, double speed) {
        List<Double> az = vertical(surface, speed);
        double mean = mean(az);
        return Math.sqrt(az.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / az.size());
    }

    @Test
    void cobblesShakeMoreThanSlabsAndSlabsMoreThanAsphalt() {
        assertThat(roughness(Surface.COBBLES, 5)).isGreaterThan(2 * roughness(Surface.SLABS, 5));
        assertThat(roughness(Surface.SLABS, 5)).isGreaterThan(1.3 * roughness(Surface.ASPHALT, 5));
    }

    @Test
    void aFasterRideShakesMore() {
        assertThat(roughness(Surface.COBBLES, 7)).isGreaterThan(1.2 * roughness(Surface.COBBLES, 3.5));
    }

    @Test
    void gravityIsIncluded() {
        assertThat(mean(vertical(Surface.ASPHALT, 5))).isCloseTo(9.81, within(0.15));
    }

    @Test
    void comesAHundredTimesASecond() {
        assertThat(vertical(Surface.ASPHALT, 5)).hasSize(1001);
    }
}
