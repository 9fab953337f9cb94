package dev.roadworthy.controller.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

    private static final Instant LAST = Instant.parse("2026-10-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "5, PT2M40S", "6, PT5M", "100, PT5M", "2147483647, PT5M"})
    void waitsTwiceAsLongEachTimeAndFiveMinutesAtMost(int tries, Duration delay) {
        Retry retry = Retry.after(tries, LAST);

        assertThat(retry.at()).isEqualTo(LAST.plus(delay));
        assertThat(retry.isDue(LAST.plus(delay).minusMillis(1))).isFalse();
        assertThat(retry.isDue(LAST.plus(delay))).isTrue();
        assertThat(retry.in(LAST)).isEqualTo(delay);
        assertThat(retry.in(LAST.plus(delay).plusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    }
}
