package dev.roadworthy.vehicle.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    @Test
    void everyStateIsReachedFromIdle() {
        assertThat(reachableFrom(Stage.IDLE)).containsExactlyInAnyOrder(Stage.values());
    }

    @Test
    void everyStateLeadsBackToIdle() {
        for (Stage stage : Stage.values()) {
            assertThat(reachableFrom(stage)).as(stage.name()).contains(Stage.IDLE);
        }
    }

    @Test
    void everyEventHappensSomewhere() {
        Set<Event> seen = Transitions.table().values().stream()
                .flatMap(events -> events.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(seen).containsExactlyInAnyOrder(Event.values());
    }

    @Test
    void afterTheSwitchNothingIsDropped() {
        assertThatThrownBy(() -> Transitions.next(Stage.TRIAL, Event.DROPPED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DROPPED cannot happen in TRIAL");
    }

    @Test
    void aPhaseThatTheTableDoesNotLeadToIsRefused() {
        assertThatThrownBy(() -> VehicleState.NEW.after(Event.ALREADY_RUNNING, new Phase.Idle()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leads from IDLE to REPORTING");
    }

    @Test
    void theDocumentationHasTheTable() throws Exception {
        String page = Files.readString(Path.of("../docs/vehicle.md"));

        Transitions.table()
                .forEach((from, events) -> events.forEach(
                        (event, to) -> assertThat(page).contains("| `%s` | `%s` | `%s` |".formatted(from, event, to))));
        List<String> rows = page.lines()
                .filter(line -> line.matches("\\| `[A-Z]+` \\| `[A-Z_]+` \\| `[A-Z]+` \\|.*"))
                .toList();
        assertThat(rows)
                .hasSize(Transitions.table().values().stream()
                        .mapToInt(Map::size)
                        .sum());
    }

    private static Set<Stage> reachableFrom(Stage start) {
        Set<Stage> reached = EnumSet.noneOf(Stage.class);
        Deque<Stage> open = new ArrayDeque<>(Transitions.table().get(start).values());
        if (start == Stage.IDLE) {
            open.add(Stage.IDLE);
        }
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            if (reached.add(stage)) {
                open.addAll(Transitions.table().get(stage).values());
            }
        }
        return reached;
    }
}
