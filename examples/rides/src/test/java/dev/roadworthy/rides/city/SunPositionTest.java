package dev.roadworthy.rides.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SunPositionTest {

    @Test
    void standsAboveTheTropicAtSolsticeNoon() {
        SunPosition sun = SunPosition.at(Instant.parse("2026-06-21T12:02:00Z"), 23.44, 0);
        assertThat(sun.elevation()).isCloseTo(90, within(0.6));
    }

    @Test
    void crossesTheMeridianOfGreenwichInTheSouthAtTheEquinox() {
        SunPosition sun = SunPosition.at(Instant.parse("2026-03-20T12:07:30Z"), 51.48, 0);
        assertThat(sun.azimuth()).isCloseTo(180, within(1.0));
        assertThat(sun.elevation()).isCloseTo(90 - 51.48, within(0.5));
    }

    @Test
    void risesInTheEast() {
        SunPosition sun = SunPosition.at(Instant.parse("2026-03-20T06:07:30Z"), 0, 0);
        assertThat(sun.azimuth()).isCloseTo(90, within(1.5));
        assertThat(sun.elevation()).isCloseTo(0, within(1.5));
    }
}
