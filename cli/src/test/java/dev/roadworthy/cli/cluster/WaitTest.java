package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.cluster.Standing.Health;
import dev.roadworthy.cli.object.Target;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTest {

    private static final Target A = Target.of("dataset/a");
    private static final Target B = Target.of("dataset/b");

    @ParameterizedTest(name = "{0} and {1}, through people {2}: {3}")
    @CsvSource({
        "HEALTHY, HEALTHY, false, 0",
        "HEALTHY, PROGRESSING, false, ",
        "HEALTHY, DEGRADED, false, 1",
        "PROGRESSING, DEGRADED, false, 1",
        "SUSPENDED, DEGRADED, false, 1",
        "HEALTHY, SUSPENDED, false, 4",
        "SUSPENDED, PROGRESSING, false, ",
        "HEALTHY, SUSPENDED, true, ",
        "HEALTHY, DEGRADED, true, 1",
    })
    void itEnds(Health a, Health b, boolean people, Integer code) {
        Wait wait = new Wait(List.of(A, B), people);
        wait.sees(A, standing(a));
        wait.sees(B, standing(b));

        assertThat(wait.end()).isEqualTo(code == null ? OptionalInt.empty() : OptionalInt.of(code));
    }

    @Test
    void whatIsNotThereYetIsWaitedFor() {
        Wait wait = new Wait(List.of(A), false);

        assertThat(wait.end()).isEmpty();
        assertThat(wait.open()).containsExactly("Dataset/a  Progressing  Missing: it is not in the cluster");
    }

    @Test
    void whatIsTheSameAsBeforeIsNothingNew() {
        Wait wait = new Wait(List.of(A), false);

        assertThat(wait.sees(A, standing(Health.PROGRESSING))).isTrue();
        assertThat(wait.sees(A, standing(Health.PROGRESSING))).isFalse();
    }

    private static Standing standing(Health health) {
        return new Standing(health, "Why", "a sentence");
    }
}
