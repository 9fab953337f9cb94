package dev.roadworthy.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.roadworthy.worker.evaluate.Bootstrap.Interval;
import dev.roadworthy.worker.evaluate.Bootstrap.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final Measure IOU = new Measure.IoU(1);

    private static Sample ride(int hits, int misses) {
        Confusion confusion = new Confusion(2);
        for (int i = 0; i < hits; i++) {
            confusion.count(1, 1);
        }
        for (int i = 0; i < misses; i++) {
            confusion.count(1, 0);
        }
        return new Sample(Counts.of(confusion), null);
    }

    private static Interval interval(List<Sample> rides, long seed) {
        return Bootstrap.of(rides, seed).interval(sample -> IOU.of(sample.model()));
    }

    @Test
    void hasNoWidthForIdenticalRides() {
        assertThat(interval(Collections.nCopies(5, ride(3, 1)), 7)).isEqualTo(new Interval(0.75, 0.75));
    }

    @Test
    void isNullBelowTwoRides() {
        assertThat(interval(List.of(), 7)).isNull();
        assertThat(interval(List.of(ride(3, 1)), 7)).isNull();
    }

    @Test
    void skipsDrawsWithoutTheClass() {
        assertThat(interval(List.of(ride(3, 1), ride(0, 0)), 7)).isEqualTo(new Interval(0.75, 0.75));
    }

    @Test
    void ofTwoRidesReachesFromOneToTheOther() {
        assertThat(interval(List.of(ride(1, 9), ride(9, 1)), 7)).isEqualTo(new Interval(0.1, 0.9));
    }

    @Property(tries = 25)
    void isTheSameForTheSameSeedAndWithinTheRides(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 20) Integer> hits, @ForAll long seed) {
        List<Sample> rides = new ArrayList<>();
        hits.forEach(count -> rides.add(ride(count, 21 - count)));

        Interval interval = interval(rides, seed);

        assertThat(interval).isEqualTo(interval(rides, seed));
        assertThat(interval.low()).isBetween(Collections.min(hits) / 21.0, interval.high());
        assertThat(interval.high()).isLessThanOrEqualTo(Collections.max(hits) / 21.0);
    }

    @Test
    void interpolatesPercentilesAsNumPyDoes() {
        double[] sorted = {1, 2, 4, 8};

        assertThat(Bootstrap.percentile(sorted, 0.025)).isCloseTo(1.075, within(1e-12));
        assertThat(Bootstrap.percentile(sorted, 0.5)).isCloseTo(3, within(1e-12));
        assertThat(Bootstrap.percentile(sorted, 0.95)).isCloseTo(7.4, within(1e-12));
    }
}
