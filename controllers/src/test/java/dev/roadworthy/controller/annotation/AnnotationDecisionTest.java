package dev.roadworthy.controller.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.annotation.AnnotationObservation.Pursued;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.port.FakeLabeling;
import dev.roadworthy.controller.port.Labeling.Progress;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.OutcomeConditions;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions on what an observer sees, with a store and folders in memory. */
class AnnotationDecisionTest {

    private static final Polling POLLING = new Polling(Duration.ofSeconds(30));
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Digest FIRST = AnnotationJobs.digest("first");

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeLabeling labeling = new FakeLabeling();

    private AnnotationDecision decide(AnnotationJob job, Dataset... datasets) {
        return AnnotationDecision.decide(
                new AnnotationObserver(store, labeling).observe(job, List.of(datasets), List.of(), List.of()),
                NOW,
                POLLING);
    }

    private AnnotationDecision decide(AnnotationJob job) {
        return decide(job, AnnotationJobs.dataset(AnnotationJobs.ROWS));
    }

    /** The object as it stands after a decision was written. */
    private static AnnotationJob after(AnnotationJob job, AnnotationDecision decision) {
        List<Statement> statements = Stream.concat(
                        OutcomeConditions.of(decision.outcome()).stream(), decision.statements().stream())
                .toList();
        long generation = job.getMetadata().getGeneration();
        job.setStatus(decision.status(generation, Conditions.merge(null, statements, generation, NOW)));
        return job;
    }

    private AnnotationJob pinned(AnnotationJob job) {
        return after(job, decide(job));
    }

    /** With frames laid out. */
    private AnnotationJob laidOut(AnnotationJob job) {
        return with(pinned(job), store.put(AnnotationJobs.SELECTION), null, null);
    }

    /** With a hand-in that was taken in. */
    private AnnotationJob takenIn(AnnotationJob job, CollectResult result) {
        AnnotationJob laidOut = laidOut(job);
        return with(laidOut, Artifacts.inDocument(laidOut.getStatus().tasks().selection()), FIRST, store.put(result));
    }

    private static AnnotationJob with(
            AnnotationJob job, ArtifactRef selection, @Nullable Digest handIn, @Nullable ArtifactRef review) {
        AnnotationJobStatus status = job.getStatus();
        job.setStatus(new AnnotationJobStatus(
                status.observedGeneration(),
                status.inputHash(),
                "the-job",
                status.dataset(),
                new AnnotationJobStatus.Tasks(folder(job), Artifacts.inStatus(selection), 40, 7),
                handIn == null ? null : handIn.value(),
                review == null ? null : Artifacts.inStatus(review),
                null,
                null,
                List.of(AnnotationJobs.condition("Ready", Status.False, 1))));
        return job;
    }

    private static String folder(AnnotationJob job) {
        return AnnotationInput.of(
                        job.getSpec(), Objects.requireNonNull(job.getStatus().dataset()))
                .folder();
    }

    @Test
    void theDatasetIsPinnedBeforeAnythingRuns() {
        AnnotationJob job = AnnotationJobs.job("");

        AnnotationDecision first = decide(job);
        AnnotationDecision second = decide(after(job, first));

        assertThat(first.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(first.start()).isEmpty();
        assertThat(first.facts().dataset().digest()).isEqualTo(AnnotationJobs.ROWS.value());
        assertThat(second.start()).hasValueSatisfying(start -> {
            assertThat(start.step().name()).isEqualTo("select");
            assertThat(start.number()).isEqualTo(1);
        });
    }

    @Test
    void aDatasetThatIsMissingIsWaitedForByName() {
        AnnotationDecision decision = AnnotationDecision.decide(
                new AnnotationObserver(store, labeling)
                        .observe(AnnotationJobs.job(""), List.of(), List.of(), List.of()),
                NOW,
                POLLING);

        assertThat(decision.outcome()).isInstanceOf(Outcome.Wait.class);
        assertThat(decision.outcome().reason()).isEqualTo("DatasetDangling");
        assertThat(decision.outcome().message()).contains("names Dataset sidewalk-v1", "apply it");
    }

    @Test
    void progressIsToldWithTheNextStep() {
        AnnotationJob job = laidOut(AnnotationJobs.job(""));
        labeling.label(folder(job), 12);

        AnnotationDecision decision = decide(job);

        assertThat(decision.outcome())
                .isEqualTo(new Outcome.Ask(
                        "Labelling",
                        "12 of 40 frames of %1$stasks.json are labelled; once all are, write %1$sdone"
                                .formatted(folder(job)),
                        POLLING.every()));
        assertThat(decision.facts().tasks().labelled()).isEqualTo(12);
        assertThat(decision.facts().tasks().total()).isEqualTo(40);
    }

    @Test
    void aSteadyStateWritesNothing() {
        AnnotationJob job = laidOut(AnnotationJobs.job(""));
        labeling.label(folder(job), 12);
        after(job, decide(job));
        AnnotationJobStatus written = job.getStatus();

        assertThat(after(job, decide(job)).getStatus()).isEqualTo(written);
    }

    @Test
    void aHandInIsTakenInOnce() {
        AnnotationJob job = laidOut(AnnotationJobs.job(""));
        labeling.handIn(folder(job), 40, "first");

        assertThat(decide(job).start())
                .hasValueSatisfying(start -> assertThat(start.step().name()).isEqualTo("collect"));

        AnnotationJob refused = takenIn(AnnotationJobs.gated("1"), AnnotationJobs.collected(500));
        labeling.handIn(folder(refused), 40, "first");
        AnnotationDecision same = decide(refused);
        assertThat(same.start()).isEmpty();
        assertThat(same.outcome().reason()).isEqualTo("AgreementTooLow");
        assertThat(same.facts().labels()).isNull();

        labeling.handIn(folder(refused), 40, "second");
        assertThat(decide(refused).start()).isPresent();
    }

    @Test
    void whatIsAcceptedIsPublishedAndNeverLookedAtAgain() {
        AnnotationJob job = takenIn(AnnotationJobs.gated("\"0.5\""), AnnotationJobs.collected(500));
        labeling.setAway(true);

        AnnotationDecision decision = decide(job);
        after(job, decision);
        store.setAway(true);
        AnnotationDecision later = decide(job);

        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.facts().labels().snapshot()).isEqualTo(Artifacts.inStatus(AnnotationJobs.LABELS));
        assertThat(decision.facts().labels().count()).isEqualTo(36);
        assertThat(labeling.looks()).isZero();
        assertThat(later.outcome()).isEqualTo(decision.outcome());
        assertThat(later.statements()).isEqualTo(decision.statements());
        assertThat(later.facts().labels()).isEqualTo(decision.facts().labels());
    }

    @Test
    void anotherLimitIsJudgedOnWhatWasMeasured() {
        AnnotationJob job = takenIn(AnnotationJobs.gated("\"0.5\""), AnnotationJobs.collected(500));
        after(job, decide(job));
        labeling.handIn(folder(job), 40, "first");

        AnnotationJob stricter = AnnotationJobs.gated("\"0.6\"");
        stricter.getMetadata().setGeneration(2L);
        stricter.setStatus(job.getStatus());
        AnnotationDecision decision = decide(stricter);

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome().reason()).isEqualTo("AgreementTooLow");
        assertThat(decision.outcome())
                .isInstanceOfSatisfying(Outcome.Reject.class, refused -> assertThat(refused.recheck())
                        .isEqualTo(POLLING.every()));
    }

    @Test
    void aPlaceThatIsAwayMakesNothingForgotten() {
        AnnotationJob job = takenIn(AnnotationJobs.gated("1"), AnnotationJobs.collected(500));
        AnnotationJobStatus before = job.getStatus();

        labeling.setAway(true);
        AnnotationDecision folderAway = decide(job);
        store.setAway(true);
        AnnotationDecision storeAway = decide(job);

        assertThat(folderAway.outcome().reason()).isEqualTo("TasksUnavailable");
        assertThat(folderAway.outcome().message()).contains(folder(job));
        assertThat(folderAway.facts().review()).isEqualTo(before.review());
        assertThat(storeAway.outcome().reason()).isEqualTo("StoreUnavailable");
        assertThat(storeAway.facts().tasks()).isEqualTo(before.tasks());
    }

    @Test
    void anotherSelectionIsAnotherInput() {
        AnnotationJob job = laidOut(AnnotationJobs.job(""));
        AnnotationJob other = AnnotationJobs.job("select: {seed: 3}");
        other.getMetadata().setGeneration(2L);
        other.setStatus(job.getStatus());

        AnnotationDecision decision = decide(other);

        assertThat(decision.outcome().reason()).isEqualTo("Pinned");
        assertThat(decision.facts().tasks()).isNull();
    }

    @Test
    void aDatasetThatMovesChangesNothingOnceFramesLieThereAndHealsARefusal() {
        Dataset moved = AnnotationJobs.dataset(AnnotationJobs.OTHER_ROWS);
        AnnotationJob labelling = laidOut(AnnotationJobs.job(""));
        AnnotationJob refused = pinned(AnnotationJobs.job(""));
        Outcome.Reject nothing = new Outcome.Reject("NothingToLabel", "none is without a mask");
        after(refused, new AnnotationDecision(nothing, List.of(), Optional.empty(), refused.getStatus()));

        assertThat(decide(labelling, moved).outcome().reason()).isEqualTo("Labelling");
        assertThat(decide(refused).outcome()).isEqualTo(nothing);
        assertThat(decide(refused, moved).outcome().reason()).isEqualTo("Pinned");
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(new StepState.Absent(), "Selecting", 1),
                Arguments.of(new StepState.Pending("j", "Unschedulable", "no node"), "Unschedulable", 0),
                Arguments.of(new StepState.Running("j", "select"), "Selecting", 0),
                Arguments.of(new StepState.Rejected("j", "GoldTooFew", "lower percent"), "GoldTooFew", 0),
                Arguments.of(new StepState.Failed("j", "OutOfMemory", "raise", 1, 1), "OutOfMemory", 0),
                Arguments.of(new StepState.Failed("j", "OutOfMemory", "raise", 1, 0), "Selecting", 2),
                Arguments.of(
                        new StepState.Unavailable("j", "select", "TasksDenied", "grant", 1, NOW), "TasksDenied", 0),
                Arguments.of(
                        new StepState.Unavailable("j", "select", "TasksDenied", "grant", 1, NOW.minusSeconds(11)),
                        "TasksDenied",
                        2));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStepIsSeenToItsEnd(StepState state, String reason, int started) {
        AnnotationJob job = pinned(AnnotationJobs.job(""));
        var pin = Objects.requireNonNull(job.getStatus().dataset());
        Step step = AnnotationSteps.select(job, pin);
        Stage stage = new Stage.Selecting(step, state, new StepDocument.None<>());

        AnnotationDecision decision = decide(job, stage);

        assertThat(decision.outcome().reason()).isEqualTo(reason);
        assertThat(decision.start().map(AnnotationDecision.Start::number).orElse(0))
                .isEqualTo(started);
    }

    @Test
    void aResultThatIsGoneIsToldAndOneThatIsAwayIsWaitedFor() {
        AnnotationJob job = laidOut(AnnotationJobs.job(""));
        Step step = AnnotationSteps.collect(job, AnnotationJobs.SHEET, folder(job), FIRST);
        Stage.Tasks tasks = new Stage.Tasks(folder(job), AnnotationJobs.SHEET, AnnotationJobs.SELECTION);
        StepState done = new StepState.Succeeded("j", AnnotationJobs.LABELS);
        Progress progress = new Progress(40, FIRST);

        AnnotationDecision gone =
                decide(job, new Stage.Collecting(tasks, progress, step, done, new StepDocument.Broken<>("it is gone")));
        AnnotationDecision away = decide(
                job, new Stage.Collecting(tasks, progress, step, done, new StepDocument.Unreachable<>("no answer")));

        assertThat(gone.outcome()).isEqualTo(new Outcome.Reject("ResultUnreadable", "it is gone"));
        assertThat(away.outcome().reason()).isEqualTo("StoreUnavailable");
        assertThat(away.facts().tasks().labelled()).isEqualTo(40);
    }

    private AnnotationDecision decide(AnnotationJob job, Stage stage) {
        AnnotationObservation seen = new AnnotationObserver(store, labeling)
                .observe(job, List.of(AnnotationJobs.dataset(AnnotationJobs.ROWS)), List.of(), List.of());
        return AnnotationDecision.decide(
                new AnnotationObservation(
                        job,
                        seen.dataset(),
                        new Pursued(Objects.requireNonNull(job.getStatus().dataset()), stage)),
                NOW,
                POLLING);
    }

    @Test
    void theConditionQualityAcceptedStandsOnlyWhereMasksWereTakenIn() {
        AnnotationJob job = laidOut(AnnotationJobs.gated("1"));

        assertThat(decide(job).statements()).isEmpty();
        assertThat(decide(takenIn(AnnotationJobs.gated("1"), AnnotationJobs.collected(1000)))
                        .statements())
                .singleElement()
                .satisfies(quality -> {
                    assertThat(quality.type()).isEqualTo("QualityAccepted");
                    assertThat(quality.status()).isEqualTo(Condition.Status.True);
                });
    }
}
