package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.IndexRequest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static Splits splits(long seed, int train, int validation, int test) {
        return new Splits(new IndexRequest.Split(seed, train, validation, test));
    }

    @Test
    void hasNotChanged() {
        Splits splits = splits(7, 70, 15, 15);

        assertThat(IntStream.range(0, 12).mapToObj(i -> splits.of("ride-" + i)))
                .containsExactly(
                        "train",
                        "train",
                        "train",
                        "train",
                        "train",
                        "train",
                        "test",
                        "train",
                        "train",
                        "validation",
                        "train",
                        "train");
    }

    @Test
    void takesAboutThePercentOfTheRides() {
        Splits splits = splits(1, 70, 20, 10);

        Map<String, Long> counts = IntStream.range(0, 10_000)
                .mapToObj(i -> splits.of("r" + i))
                .collect(Collectors.groupingBy(split -> split, Collectors.counting()));

        assertThat(counts.get("train")).isBetween(6_800L, 7_200L);
        assertThat(counts.get("validation")).isBetween(1_800L, 2_200L);
        assertThat(counts.get("test")).isBetween(800L, 1_200L);
    }

    @Property
    void anEmptySplitHasNoRide(@ForAll long seed, @ForAll String ride) {
        assertThat(splits(seed, 100, 0, 0).of(ride)).isEqualTo("train");
        assertThat(splits(seed, 0, 100, 0).of(ride)).isEqualTo("validation");
        assertThat(splits(seed, 0, 0, 100).of(ride)).isEqualTo("test");
    }

    @Property
    void moreTrainingNeverMovesARideOutOfTraining(
            @ForAll long seed,
            @ForAll String ride,
            @ForAll @IntRange(max = 100) int less,
            @ForAll @IntRange(max = 100) int more) {
        Assume.that(less <= more);
        if (splits(seed, less, 0, 100 - less).of(ride).equals("train")) {
            assertThat(splits(seed, more, 0, 100 - more).of(ride)).isEqualTo("train");
        }
    }
}
