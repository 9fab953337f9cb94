package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as a real API server takes them. */
@RealApiServer
class TransitionEventsIT {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Cluster cluster;

    @BeforeEach
    void choose(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whatIsDecidedAgainOnTheSameVersionIsOneEvent() {
        Transition transition = stalled("once", "1", condition("Ready", "OutOfMemory", "raise the limit"));

        announce(transition);
        announce(transition);

        Event event = events("once").getFirst();
        assertThat(events("once")).hasSize(1);
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getReason()).isEqualTo("OutOfMemory");
        assertThat(event.getNote()).isEqualTo("raise the limit");
        assertThat(event.getReportingInstance()).isEqualTo("operator-0");

        announce(stalled("once", "2", condition("Ready", "OutOfMemory", "raise the limit")));
        assertThat(events("once")).hasSize(2);
    }

    @Test
    void conditionsThatChangeForOneReasonAreOneEventAndCountedEach() {
        announce(stalled(
                "reasons",
                "1",
                condition("Ready", "ChecksFailed", "m"),
                condition("QualityChecked", "ChecksFailed", "m"),
                condition("LeakageFree", "NearDuplicateAcrossSplits", "m")));

        assertThat(events("reasons"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("ChecksFailed", "NearDuplicateAcrossSplits");
        assertThat(meters.get(TransitionAnnouncer.TRANSITIONS).counters())
                .hasSize(3)
                .allSatisfy(counter -> assertThat(counter.count()).isEqualTo(1));
    }

    @Test
    void aLongMessageIsCutToWhatTheApiServerTakes() {
        announce(stalled("long", "1", condition("Ready", "StepFailed", "é".repeat(2000))));

        String note = events("long").getFirst().getNote();
        assertThat(note).endsWith("é…");
        assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1020, 1024);
    }

    @Test
    void aLongNameHasItsEventToo() {
        String name = "n".repeat(253);

        announce(stalled(name, "1", condition("Ready", "StepFailed", "m")));

        assertThat(events(name)).hasSize(1);
    }

    @Test
    void anEventThatIsRefusedHarmsNothing() {
        try (KubernetesClient stranger = stranger()) {
            TransitionAnnouncer announcer = announcer(stranger);

            assertThatCode(() -> announcer.announce(stalled("refused", "1", condition("Ready", "StepFailed", "m"))))
                    .doesNotThrowAnyException();
        }

        assertThat(events("refused")).isEmpty();
        assertThat(meters.get(TransitionAnnouncer.TRANSITIONS).counter().count())
                .isEqualTo(1);
    }

    /** Somebody without rights. */
    private KubernetesClient stranger() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(cluster.client().getConfiguration())
                        .withImpersonateUsername("stranger")
                        .build())
                .build();
    }

    private void announce(Transition transition) {
        announcer(cluster.client()).announce(transition);
    }

    private TransitionAnnouncer announcer(KubernetesClient client) {
        return new TransitionAnnouncer(
                new TransitionEvents(client, "operator-0", InstantSource.system()), new TransitionLog(), meters);
    }

    private Transition stalled(String name, String version, Condition... changed) {
        return new Transition(
                new Subject(
                        "roadworthy.dev/v1alpha1",
                        "Dataset",
                        cluster.namespace(),
                        name,
                        "uid-" + name.length(),
                        version,
                        null),
                new Outcome.Reject(changed[0].reason(), "m"),
                List.of(changed));
    }

    private static Condition condition(String type, String reason, String message) {
        return new Condition(type, Status.False, reason, message, "2026-10-01T12:00:00Z", 1L);
    }

    private List<Event> events(String name) {
        return cluster.client().events().v1().events().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .toList();
    }
}
