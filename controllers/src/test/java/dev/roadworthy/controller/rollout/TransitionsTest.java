package dev.roadworthy.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionsTest {

    @ParameterizedTest
    @CsvSource({
        "Rolling,      HEALTHY,   Soaking",
        "Rolling,      UNCERTAIN, Rolling",
        "Rolling,      BREACHED,  RollingBack",
        "Soaking,      HEALTHY,   Soaking",
        "Soaking,      UNCERTAIN, Rolling",
        "Soaking,      SOAKED,    Rolling",
        "Soaking,      COMPLETED, RolledOut",
        "Soaking,      BREACHED,  RollingBack",
        "RolledOut,    UNCERTAIN, RolledOut",
        "RolledOut,    BREACHED,  RollingBack",
        "RollingBack,  UNCERTAIN, RollingBack",
        "RollingBack,  HEALTHY,   RollingBack",
        "RollingBack,  RETURNED,  RolledBack",
        "RolledBack,   HEALTHY,   RolledBack",
        "RolledBack,   BREACHED,  RolledBack",
    })
    void theTable(Stage from, Event event, Stage to) {
        assertThat(Transitions.next(from, event)).isEqualTo(to);
    }

    @Test
    void everyStageIsReachableAndEachButTheLastIsLeft() {
        Set<Stage> reached = EnumSet.of(Stage.Rolling);
        Set<Stage> before;
        do {
            before = EnumSet.copyOf(reached);
            for (Stage stage : before) {
                reached.addAll(Transitions.TABLE.get(stage).values());
            }
        } while (!before.equals(reached));

        assertThat(reached).containsExactlyInAnyOrder(Stage.values());
        assertThat(Transitions.TABLE)
                .allSatisfy((stage, events) ->
                        assertThat(events.isEmpty()).as(stage.name()).isEqualTo(stage == Stage.RolledBack));
    }

    @Test
    void whatGoesBackNeverGoesForward() {
        for (Event event : Event.values()) {
            assertThat(Transitions.next(Stage.RollingBack, event)).isIn(Stage.RollingBack, Stage.RolledBack);
            assertThat(Transitions.next(Stage.RolledBack, event)).isEqualTo(Stage.RolledBack);
        }
    }
}
