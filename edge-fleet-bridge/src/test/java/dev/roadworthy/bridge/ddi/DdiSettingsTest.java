package dev.roadworthy.bridge.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DdiSettingsTest {

    private final DdiSettings settings = new DdiSettings("default", Duration.ofMinutes(10), null);

    @Test
    void everyVehicleHasItsOwnTimeBetweenPollsWithinATenthOfTheCommonOne() {
        var seconds = IntStream.range(0, 500)
                .map(i -> LocalTime.parse(settings.sleep("scooter-" + i)).toSecondOfDay())
                .distinct()
                .boxed()
                .toList();

        assertThat(seconds).hasSizeGreaterThan(80).allSatisfy(s -> assertThat(s).isBetween(540, 660));
    }

    @Test
    void aVehicleKeepsItsTime() {
        assertThat(settings.sleep("scooter-1")).isEqualTo(settings.sleep("scooter-1"));
    }
}
