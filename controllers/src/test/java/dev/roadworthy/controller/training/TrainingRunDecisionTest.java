package dev.roadworthy.controller.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import dev.roadworthy.controller.training.TrainingRunObservation.Pursued;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRunDecisionTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final PinnedDataset PIN = TrainingRuns.pin(TrainingRuns.FIRST);
    private static final Reference<PinnedDataset> RESOLVED = new Reference.Resolved<>(PIN);
    private static final Reference<PinnedDataset> GONE = new Reference.Dangling<>("apply it");
    private static final ArtifactRef REF =
            new ArtifactRef("s3://artifacts/m", Documents.digest(TrainingRuns.model()), 200);
    private static final TrainingRun FRESH = TrainingRuns.run("");
    private static final TrainingRun PINNED = TrainingRuns.with(FRESH, unpinned(FRESH, RESOLVED));

    @Test
    void theDatasetIsPinnedBeforeAnythingRuns() {
        TrainingRunDecision decision = unpinned(FRESH, RESOLVED);

        assertThat(decision.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(decision.start()).isEmpty();
        assertThat(decision.facts().dataset()).isEqualTo(PIN);
        assertThat(decision.facts().inputHash())
                .isEqualTo(step(FRESH).inputHash().value());
        assertThat(decision.facts().attempt()).isEqualTo(1);
        assertThat(decision.facts().lineage().dataset()).isEqualTo(PIN.digest());
        assertThat(decision.facts().lineage().image())
                .isEqualTo("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    }

    @Test
    void withItsDatasetPinnedItStarts() {
        TrainingRunDecision decision = decide(PINNED, new StepState.Absent());

        assertThat(decision.start())
                .hasValueSatisfying(start -> assertThat(start.number()).isEqualTo(1));
        assertThat(decision.outcome()).isInstanceOf(Outcome.Advance.class);
        assertThat(decision.facts().job()).isEqualTo(step(PINNED).jobName(1));
    }

    @Test
    void aReferenceThatDoesNotResolveIsWaitedForWithTheFix() {
        assertThat(unpinned(FRESH, GONE).outcome()).isInstanceOfSatisfying(Outcome.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo("DatasetDangling");
            assertThat(wait.message()).isEqualTo("apply it");
        });
        assertThat(unpinned(FRESH, new Reference.Stale<>("not Ready")).outcome().reason())
                .isEqualTo("DatasetNotReady");
        assertThat(unpinned(FRESH, GONE).start()).isEmpty();
    }

    @Test
    void aRunUnderWayEndsOnItsPinWhateverBecomesOfTheDataset() {
        TrainingRunDecision decision = decide(PINNED, new StepState.Running("j", "trainer"), GONE);

        assertThat(decision.outcome())
                .isEqualTo(new Outcome.Advance(
                        "Training", "Job j runs trainer on Dataset sidewalk at " + TrainingRuns.FIRST));
        assertThat(decision.facts().dataset()).isEqualTo(PIN);
        assertThat(decision.stop()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stage-in, Staging", "trainer, Training", "publish, Publishing"})
    void saysWhatRuns(String container, String reason) {
        assertThat(decide(PINNED, new StepState.Running("j", container))
                        .outcome()
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void saysWhyAPodDoesNotRun() {
        assertThat(decide(PINNED, new StepState.Pending("j", "Unschedulable", "1 Insufficient nvidia.com/gpu."))
                        .outcome())
                .isEqualTo(new Outcome.Advance("Unschedulable", "Job j waits: 1 Insufficient nvidia.com/gpu."));
    }

    @Test
    void aModelIsPinnedWithWhatItIsMadeOf() {
        TrainingRunDecision decision = trained(PINNED, RESOLVED);

        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.facts().model().digest())
                .isEqualTo(Documents.digest(TrainingRuns.model()).value());
        assertThat(decision.facts().model().opset()).isEqualTo(13);
        assertThat(decision.statements())
                .extracting(Statement::type, Statement::status, Statement::reason)
                .containsExactly(tuple("Current", Status.True, "UpToDate"));
    }

    @Test
    void aModelThatIsKnownOfTheSameInputNeedsNoJob() {
        TrainingRunDecision decision = absent(PINNED, new StepDocument.Read<>(REF, TrainingRuns.model()));

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome())
                .isEqualTo(new Outcome.Done(
                        "Trained",
                        "model %s was trained before, on the same input: Dataset sidewalk at %s"
                                .formatted(REF.digest(), TrainingRuns.FIRST)));
        assertThat(decision.facts().model().digest()).isEqualTo(REF.digest().value());
        assertThat(decision.facts().job()).isNull();
        assertThat(decision.facts().gpuSeconds()).isZero();
        TrainingRun finished = TrainingRuns.with(PINNED, decision);
        assertThat(decide(finished, new StepState.Absent()).outcome()).isEqualTo(decision.outcome());
    }

    @Test
    void aModelThatIsKnownAndLostIsTrainedAgainAndSaysSo() {
        TrainingRunDecision decision = absent(PINNED, new StepDocument.Broken<>("s3://x is not there"));

        assertThat(decision.start())
                .hasValueSatisfying(start -> assertThat(start.number()).isEqualTo(1));
        assertThat(decision.outcome())
                .isInstanceOfSatisfying(Outcome.Advance.class, advance -> assertThat(advance.message())
                        .contains("is lost", "s3://x is not there"));
    }

    @Test
    void whileNobodyCanSayWhetherAModelIsKnownNothingStarts() {
        TrainingRunDecision decision = absent(PINNED, new StepDocument.Unreachable<>("no answer"));

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome()).isInstanceOfSatisfying(Outcome.Wait.class, wait -> assertThat(wait.reason())
                .isEqualTo("StoreUnavailable"));
    }

    @Test
    void aDatasetThatMovesOnMakesAFinishedRunOutOfDateAndNothingElse() {
        TrainingRun finished = TrainingRuns.with(PINNED, trained(PINNED, RESOLVED));
        Reference<PinnedDataset> moved = new Reference.Resolved<>(TrainingRuns.pin(TrainingRuns.SECOND));

        TrainingRunDecision decision = decide(finished, new StepState.Absent(), moved);

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.facts().model()).isEqualTo(finished.getStatus().model());
        assertThat(decision.statements()).singleElement().satisfies(current -> {
            assertThat(current.status()).isEqualTo(Status.False);
            assertThat(current.reason()).isEqualTo("UpstreamChanged");
            assertThat(current.message()).contains(TrainingRuns.FIRST.value(), TrainingRuns.SECOND.value());
        });
        assertThat(decide(finished, new StepState.Absent(), GONE).statements())
                .extracting(Statement::status)
                .containsExactly(Status.Unknown);
    }

    @Test
    void aChangedInputIsTheNextAttemptAndTheFirstStaysReadable() {
        TrainingRun finished = TrainingRuns.with(PINNED, trained(PINNED, RESOLVED));
        TrainingRun changed = TrainingRuns.changed(finished, "seed: 1");

        TrainingRunDecision decision = unpinned(changed, RESOLVED);

        assertThat(decision.facts().attempt()).isEqualTo(2);
        assertThat(decision.facts().model()).isNull();
        assertThat(decision.facts().history())
                .extracting(Attempt::attempt, Attempt::outcome)
                .containsExactly(tuple(1, TrainingRunStatus.Outcome.Trained), tuple(2, TrainingRunStatus.Outcome.Open));
        assertThat(decision.facts().history().getFirst().model())
                .isEqualTo(finished.getStatus().model());
    }

    @Test
    void anInputOfBeforeHasItsModelAlready() {
        TrainingRun finished = TrainingRuns.with(PINNED, trained(PINNED, RESOLVED));
        TrainingRun changed = TrainingRuns.changed(finished, "seed: 1");
        TrainingRun back = TrainingRuns.changed(TrainingRuns.with(changed, unpinned(changed, RESOLVED)), "");

        TrainingRunDecision repinned = unpinned(back, RESOLVED);
        TrainingRunDecision decision = decide(TrainingRuns.with(back, repinned), new StepState.Absent());

        assertThat(decision.start()).isEmpty();
        assertThat(decision.facts().attempt()).isEqualTo(1);
        assertThat(decision.facts().model()).isEqualTo(finished.getStatus().model());
        assertThat(decision.facts().history())
                .extracting(Attempt::outcome)
                .containsExactly(TrainingRunStatus.Outcome.Trained, TrainingRunStatus.Outcome.Stopped);
    }

    @Test
    void theJobOfASpecOfBeforeIsStoppedAlsoWhereTheNewOneCannotStart() {
        TrainingRun changed = TrainingRuns.changed(PINNED, "seed: 1");
        Job running = new JobBuilder()
                .withNewMetadata()
                .withName("old")
                .withLabels(Map.of(
                        StepLabels.INPUT, StepObserver.inputLabel(step(PINNED).inputHash())))
                .endMetadata()
                .build();

        for (Reference<PinnedDataset> reference : List.of(RESOLVED, GONE)) {
            TrainingRunDecision decision = TrainingRunDecision.decide(
                    new TrainingRunObservation(changed, reference, null, List.of(running), List.of()), NOW);
            assertThat(decision.stop()).containsExactly("old");
            assertThat(decision.facts().history().getFirst().outcome()).isEqualTo(TrainingRunStatus.Outcome.Stopped);
        }
        assertThat(TrainingRunDecision.decide(
                                new TrainingRunObservation(FRESH, GONE, null, List.of(running), List.of()), NOW)
                        .stop())
                .as("a status that is gone proves nothing about the Job")
                .isEmpty();
    }

    @Test
    void whatTheTrainerRejectsIsNotTriedAgainWithOtherMeans() {
        TrainingRunDecision decision = decide(PINNED, new StepState.Rejected("j", "TrainerRejected", "epochs is 0"));
        assertThat(decision.outcome()).isEqualTo(new Outcome.Reject("TrainerRejected", "epochs is 0"));

        TrainingRun changed = TrainingRuns.changed(TrainingRuns.with(PINNED, decision), "deadline: 48h");

        TrainingRunDecision later = decide(changed, new StepState.Absent());
        assertThat(later.start()).isEmpty();
        assertThat(later.outcome()).isEqualTo(decision.outcome());
    }

    @Test
    void whatLackedMeansIsTriedAgainOnceTheSpecHasChanged() {
        StepState.Failed failed = new StepState.Failed("j", "OutOfMemory", "raise spec.resources", 1, 1);
        TrainingRunDecision decision = decide(PINNED, failed);
        assertThat(decision.outcome()).isEqualTo(new Outcome.Reject("OutOfMemory", "raise spec.resources"));
        TrainingRun stalled = TrainingRuns.with(PINNED, decision);
        assertThat(decide(stalled, failed).start()).isEmpty();
        assertThat(decide(stalled, new StepState.Absent()).start())
                .as("its Job is gone")
                .isEmpty();

        TrainingRun changed = TrainingRuns.changed(stalled, "resources: {limits: {memory: 64Gi}}");

        TrainingRunDecision again = decide(changed, failed);
        assertThat(again.start())
                .hasValueSatisfying(start -> assertThat(start.number()).isEqualTo(2));
        assertThat(again.facts().attempt()).isEqualTo(1);
    }

    @Test
    void whatWasUnavailableBeforeTheTrainerRanIsTriedAgainForEver() {
        StepState.Unavailable state =
                new StepState.Unavailable("j", "stage-in", "StoreDenied", "no access", 50, NOW.minusSeconds(600));

        assertThat(decide(PINNED, state).start()).isPresent();
    }

    @Test
    void whatWasUnavailableAfterItIsTriedAsOftenAsAPersonAllowed() {
        StepState.Unavailable third =
                new StepState.Unavailable("j", "publish", "StoreDenied", "no access", 3, NOW.minusSeconds(600));
        StepState.Unavailable fourth =
                new StepState.Unavailable("j", "publish", "StoreDenied", "no access", 4, NOW.minusSeconds(600));

        assertThat(decide(PINNED, third).start()).isPresent();
        assertThat(decide(PINNED, fourth).start()).isEmpty();
        assertThat(decide(PINNED, fourth).outcome()).isInstanceOf(Outcome.Reject.class);
    }

    @Test
    void historyKeepsTheLastTen() {
        TrainingRun run = PINNED;
        for (int seed = 1; seed <= 12; seed++) {
            TrainingRun changed = TrainingRuns.changed(run, "seed: " + seed);
            run = TrainingRuns.with(changed, unpinned(changed, RESOLVED));
        }

        assertThat(run.getStatus().attempt()).isEqualTo(13);
        assertThat(run.getStatus().history())
                .hasSize(10)
                .extracting(Attempt::attempt)
                .startsWith(4)
                .endsWith(13);
    }

    private static TrainingRunDecision unpinned(TrainingRun run, Reference<PinnedDataset> dataset) {
        return TrainingRunDecision.decide(new TrainingRunObservation(run, dataset, null, List.of(), List.of()), NOW);
    }

    private static TrainingRunDecision decide(TrainingRun run, StepState state) {
        return decide(run, state, RESOLVED);
    }

    private static TrainingRunDecision decide(TrainingRun run, StepState state, Reference<PinnedDataset> dataset) {
        Pursued pursued = new Pursued(PIN, step(run), state, new StepDocument.None<>());
        return TrainingRunDecision.decide(new TrainingRunObservation(run, dataset, pursued, List.of(), List.of()), NOW);
    }

    private static TrainingRunDecision absent(TrainingRun run, StepDocument<ModelManifest> known) {
        Pursued pursued = new Pursued(PIN, step(run), new StepState.Absent(), known);
        return TrainingRunDecision.decide(
                new TrainingRunObservation(run, RESOLVED, pursued, List.of(), List.of()), NOW);
    }

    private static TrainingRunDecision trained(TrainingRun run, Reference<PinnedDataset> dataset) {
        Pursued pursued = new Pursued(
                PIN, step(run), new StepState.Succeeded("j", REF), new StepDocument.Read<>(REF, TrainingRuns.model()));
        return TrainingRunDecision.decide(new TrainingRunObservation(run, dataset, pursued, List.of(), List.of()), NOW);
    }

    private static Step step(TrainingRun run) {
        return TrainingStep.of(run, PIN);
    }
}
