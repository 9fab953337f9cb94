package dev.roadworthy.bridge.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MembershipTest {

    @Property
    void aShareLiesInsideEveryLargerOne(
            @ForAll String line,
            @ForAll String vehicle,
            @ForAll @IntRange(max = 100) int a,
            @ForAll @IntRange(max = 100) int b) {
        if (Membership.contains(line, vehicle, Math.min(a, b))) {
            assertThat(Membership.contains(line, vehicle, Math.max(a, b))).isTrue();
        }
    }

    @Property
    void everyVehicleIsInTheWholeAndNoneInNothing(@ForAll String line, @ForAll String vehicle) {
        assertThat(Membership.contains(line, vehicle, 100)).isTrue();
        assertThat(Membership.contains(line, vehicle, 0)).isFalse();
    }

    @Property(tries = 20)
    void aShareIsAboutAsLargeAsItSays(@ForAll @IntRange(min = 1, max = 99) int percent) {
        int vehicles = 20_000;
        long members = IntStream.range(0, vehicles)
                .filter(i -> Membership.contains("sidewalk-detector", "scooter-" + i, percent))
                .count();

        assertThat(100.0 * members / vehicles).isCloseTo(percent, within(1.5));
    }

    @Test
    void anotherLineBeginsWithOtherVehicles() {
        long both = IntStream.range(0, 10_000)
                .filter(i -> Membership.contains("sidewalk-detector", "scooter-" + i, 10))
                .filter(i -> Membership.contains("curb-detector", "scooter-" + i, 10))
                .count();

        assertThat(both).isBetween(50L, 150L);
    }

    @Test
    void staysWhatItIsFromVersionToVersion() {
        assertThat(IntStream.range(0, 60).filter(i -> Membership.contains("sidewalk-detector", "scooter-" + i, 10)))
                .containsExactly(41, 44, 49, 58);
    }
}
