package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.GitHostEvents.Change;
import dev.roadworthy.git.webhook.Proof;
import dev.roadworthy.git.webhook.Webhook;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoalescedChangesTest {

    private final Webhook fleet = webhook("vision/fleet", Set.of("vision"));
    private final Webhook models = webhook("research/models", Set.of());
    private final Queue<Runnable> pauses = new ArrayDeque<>();
    private final List<Change> told = new ArrayList<>();
    private final CoalescedChanges changes = new CoalescedChanges(Set.of("vision", "delivery"), pauses::add);

    @BeforeEach
    void listen() {
        changes.listen(told::add);
    }

    @Test
    void theFirstIsToldAtOnceAndWhatFollowsTogether() {
        changes.add(fleet, 1);
        changes.add(fleet, 2);
        changes.add(fleet, 3);
        changes.add(fleet, 3);
        assertThat(numbers()).containsExactly(Set.of(1L));

        pass();
        changes.add(fleet, 4);
        assertThat(numbers()).containsExactly(Set.of(1L), Set.of(2L, 3L));

        pass();
        assertThat(numbers()).containsExactly(Set.of(1L), Set.of(2L, 3L), Set.of(4L));
    }

    @Test
    void afterAQuietPauseTheNextIsToldAtOnce() {
        changes.add(fleet, 1);
        pass();
        assertThat(pauses).isEmpty();

        changes.add(fleet, 1);
        assertThat(numbers()).containsExactly(Set.of(1L), Set.of(1L));
    }

    @Test
    void aRepositoryDoesNotWaitForAnother() {
        changes.add(fleet, 1);
        changes.add(models, 2);

        assertThat(numbers()).containsExactly(Set.of(1L), Set.of(2L));
    }

    @Test
    void theNamespacesOfTheRepositoryAreMeant() {
        changes.add(fleet, 1);
        changes.add(models, 1);

        assertThat(List.of("vision", "delivery", "any"))
                .filteredOn(told.getFirst().namespaces())
                .containsExactly("vision");
        assertThat(List.of("vision", "delivery", "any"))
                .filteredOn(told.getLast().namespaces())
                .containsExactly("any");
    }

    @Test
    void aListenerThatFailsEndsNothing() {
        changes.listen(change -> {
            if (change.pullRequests().contains(1L)) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThatThrownBy(() -> changes.add(fleet, 1)).hasMessage("on purpose");
        changes.add(fleet, 2);
        pass();

        assertThat(numbers()).containsExactly(Set.of(1L), Set.of(2L));
    }

    private void pass() {
        pauses.remove().run();
    }

    private List<Set<Long>> numbers() {
        return told.stream().map(Change::pullRequests).toList();
    }

    private static Webhook webhook(String path, Set<String> namespaces) {
        return new Webhook(path, Proof.GITLAB, Path.of("secret"), namespaces, InstantSource.system());
    }
}
