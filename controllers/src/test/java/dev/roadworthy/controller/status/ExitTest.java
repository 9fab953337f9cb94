package dev.roadworthy.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.status.Conditions.Statement;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ledger is told before a status is: here each hand-in counts as something that was made. */
class ExitTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Outcome DONE = new Outcome.Done("Accepted", "taken in");
    private static final String MADE = digest("made");
    private static final Digest INPUT = new Digest(digest("input"));

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final Exit<AnnotationJobStatus, AnnotationJob> exit =
            new Exit<>(new FakeAnnouncer(), new Chronicle<>(store, ExitTest::made));

    /** A decision that comes to these facts. */
    private record Said(Outcome outcome, List<Statement> statements, AnnotationJobStatus facts)
            implements Exit.Decision<AnnotationJobStatus> {

        @Override
        public AnnotationJobStatus blank() {
            return ExitTest.facts(null, null);
        }

        @Override
        public AnnotationJobStatus status(AnnotationJobStatus facts, long generation, List<Condition> conditions) {
            return new AnnotationJobStatus(
                    generation, facts.inputHash(), null, null, null, facts.handIn(), null, null, null, conditions);
        }
    }

    @Test
    void whatWasMadeIsInTheLedgerWhenTheStatusSaysSo() {
        AnnotationJob job = job(2, open(1));

        AnnotationJobStatus left = leave(job, done());

        assertThat(store.recorded()).hasSize(1);
        assertThat(left.handIn()).isEqualTo(MADE);
        assertThat(left.observedGeneration()).isEqualTo(2);
    }

    @Test
    void whatTheStatusSaysAlreadyIsNotToldAgain() {
        AnnotationJob job = job(2, open(1));
        job.setStatus(leave(job, done()));
        store.setAway(true);

        UpdateControl<AnnotationJob> again = exit.of(job, new AnnotationJob(), done(), NOW);
        AnnotationJobStatus reworded = leave(
                job, new Said(new Outcome.Done("Accepted", "other words"), List.of(), facts("other input", MADE)));

        assertThat(again.isNoUpdate()).isTrue();
        assertThat(reworded.handIn()).isEqualTo(MADE);
        assertThat(store.recorded()).hasSize(1);
    }

    @Test
    void aLedgerThatIsAwayKeepsTheStatusAsItWasAndIsToldLater() {
        AnnotationJob job = job(2, open(1));
        store.setLedgerAway(true);

        UpdateControl<AnnotationJob> control = exit.of(job, new AnnotationJob(), done(), NOW);
        AnnotationJobStatus left = control.getResource().orElseThrow().getStatus();

        assertThat(left.handIn()).isNull();
        assertThat(left.inputHash()).isEqualTo("input");
        assertThat(left.observedGeneration())
                .as("the facts are of that generation")
                .isEqualTo(1);
        assertThat(left.conditions())
                .extracting(c -> "%s=%s %s".formatted(c.type(), c.status(), c.reason()))
                .containsExactly(
                        "Ready=False LedgerUnavailable",
                        "Reconciling=True LedgerUnavailable",
                        "QualityAccepted=Unknown TooEarly");
        assertThat(control.getScheduleDelay()).isPresent();

        job.setStatus(left);
        store.setLedgerAway(false);
        assertThat(leave(job, done()).handIn()).isEqualTo(MADE);
        assertThat(store.recorded()).hasSize(1);
    }

    @Test
    void anObjectWithoutAStatusGetsOneThatSaysNoMoreThanWhy() {
        store.setLedgerAway(true);

        AnnotationJobStatus left = leave(job(1, null), done());

        assertThat(left.handIn()).isNull();
        assertThat(Conditions.find(left.conditions(), "Ready").orElseThrow().reason())
                .isEqualTo("LedgerUnavailable");
    }

    @Test
    void aResultIsKeptUnderItsInputWhenTheStatusSaysSoAndTheFirstStays() throws Exception {
        Exit<AnnotationJobStatus, AnnotationJob> keeping =
                new Exit<>(new FakeAnnouncer(), new Chronicle<>(store, ExitTest::made, ExitTest::result));
        store.setLedgerAway(true);
        assertThat(left(keeping, job(1, open(1)), done()).handIn()).isNull();
        assertThat(store.result("said", INPUT)).isEmpty();

        store.setLedgerAway(false);
        assertThat(left(keeping, job(1, open(1)), done()).handIn()).isEqualTo(MADE);
        ArtifactStore.Result first = store.result("said", INPUT).orElseThrow();
        left(keeping, job(1, null), new Said(DONE, List.of(), facts("input", digest("made otherwise"))));

        assertThat(first.documents().get("labels").digest().value()).isEqualTo(MADE);
        assertThat(store.result("said", INPUT)).contains(first);
    }

    private AnnotationJobStatus leave(AnnotationJob job, Said said) {
        return left(exit, job, said);
    }

    private static AnnotationJobStatus left(
            Exit<AnnotationJobStatus, AnnotationJob> exit, AnnotationJob job, Said said) {
        return exit.of(job, new AnnotationJob(), said, NOW)
                .getResource()
                .orElseThrow()
                .getStatus();
    }

    private static Said done() {
        return new Said(
                DONE, List.of(new Statement("QualityAccepted", Status.True, "Met", "met")), facts("input", MADE));
    }

    private static List<InTotoStatement<?>> made(AnnotationJob job, AnnotationJobStatus status) {
        return status.handIn() == null
                ? List.of()
                : List.of(InTotoStatement.of(
                        List.of(Subject.of("labels", new Digest(status.handIn()), null)),
                        "https://example.org/said/v1",
                        job.getMetadata().getName()));
    }

    private static Optional<ArtifactStore.Result> result(AnnotationJob job, AnnotationJobStatus status) {
        return Optional.ofNullable(status.handIn())
                .map(made -> new ArtifactStore.Result(
                        "said", INPUT, Map.of("labels", new ArtifactRef("s3://artifacts/x", new Digest(made), 1))));
    }

    private static AnnotationJob job(long generation, AnnotationJobStatus status) {
        AnnotationJob job = new AnnotationJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withNamespace("vision")
                .withName("night")
                .withUid("6b20")
                .withResourceVersion("1")
                .withGeneration(generation)
                .build());
        job.setStatus(status);
        return job;
    }

    private static AnnotationJobStatus open(long generation) {
        List<Condition> conditions = List.of(
                new Condition("Ready", Status.False, "Labelling", "m", NOW.toString(), generation),
                new Condition("QualityAccepted", Status.Unknown, "TooEarly", "m", NOW.toString(), generation));
        return new AnnotationJobStatus(generation, "input", null, null, null, null, null, null, null, conditions);
    }

    private static AnnotationJobStatus facts(String inputHash, String handIn) {
        return new AnnotationJobStatus(null, inputHash, null, null, null, handIn, null, null, null, null);
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).value();
    }
}
