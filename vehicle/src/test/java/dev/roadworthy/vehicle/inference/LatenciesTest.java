package dev.roadworthy.vehicle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void thePercentileIsTheNearestRank() {
        for (int i = 20; i >= 1; i--) {
            latencies.add(Duration.ofMillis(i));
        }

        assertThat(latencies.percentileMs(95)).isEqualTo(19);
        assertThat(latencies.percentileMs(50)).isEqualTo(10);
        assertThat(latencies.percentileMs(100)).isEqualTo(20);
    }

    @Test
    void theOldestMakeRoom() {
        latencies.add(Duration.ofSeconds(9));
        for (int i = 0; i < Latencies.KEPT; i++) {
            latencies.add(Duration.ofMillis(5));
        }

        assertThat(latencies.percentileMs(100)).isEqualTo(5);
        assertThat(latencies.count()).isEqualTo(Latencies.KEPT + 1);
    }

    @Test
    void nothingHasNoPercentile() {
        assertThatThrownBy(() -> latencies.percentileMs(95)).isInstanceOf(IllegalStateException.class);
    }
}
