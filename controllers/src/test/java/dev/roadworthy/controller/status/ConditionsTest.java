package dev.roadworthy.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant THEN = Instant.parse("2026-10-01T12:00:00.123Z");
    private static final Instant NOW = Instant.parse("2026-10-01T13:00:00.456Z");
    private static final Statement INDEXING = new Statement("Ready", Status.False, "Indexing", "reads");

    @Test
    void aFirstConditionHasTheTimeOfNowInWholeSeconds() {
        assertThat(Conditions.merge(null, List.of(INDEXING), 1, NOW))
                .containsExactly(new Condition("Ready", Status.False, "Indexing", "reads", "2026-10-01T13:00:00Z", 1L));
    }

    @Test
    void theTimeStaysWhileOnlyReasonAndMessageChange() {
        List<Condition> before = Conditions.merge(null, List.of(INDEXING), 1, THEN);

        assertThat(Conditions.merge(before, List.of(new Statement("Ready", Status.False, "Other", "m")), 2, NOW))
                .containsExactly(new Condition("Ready", Status.False, "Other", "m", "2026-10-01T12:00:00Z", 2L));
    }

    @Test
    void theTimeMovesWithTheStatus() {
        List<Condition> before = Conditions.merge(null, List.of(INDEXING), 1, THEN);

        assertThat(Conditions.merge(before, List.of(new Statement("Ready", Status.True, "Indexed", "m")), 1, NOW))
                .extracting(Condition::lastTransitionTime)
                .containsExactly("2026-10-01T13:00:00Z");
    }

    @Test
    void mergingTheSameAgainChangesNothing() {
        List<Condition> before = Conditions.merge(null, List.of(INDEXING), 1, THEN);

        assertThat(Conditions.merge(before, List.of(INDEXING), 1, NOW)).isEqualTo(before);
    }

    @Test
    void whatIsNoLongerSaidGoes() {
        List<Condition> before = Conditions.merge(
                null, List.of(INDEXING, new Statement("Stalled", Status.True, "Indexing", "m")), 1, THEN);

        assertThat(Conditions.merge(before, List.of(INDEXING), 1, NOW))
                .extracting(Condition::type)
                .containsExactly("Ready");
    }

    @Test
    void aMessageKeepsWithinWhatTheApiServerTakes() {
        Statement wordy = new Statement("Ready", Status.False, "Indexing", "x".repeat(5000));

        assertThat(Conditions.merge(null, List.of(wordy), 1, NOW).getFirst().message())
                .hasSize(4096)
                .endsWith("x…");
    }
}
