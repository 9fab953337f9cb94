package dev.roadworthy.controller.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.OutcomeConditions;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decisions on what an observer sees, with a store in memory; the Jobs are as a cluster has them. */
class EvaluationDecisionTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final List<TrainingRun> RUNS = List.of(
            Evaluations.run("sidewalk-a", Evaluations.MODEL), Evaluations.run("sidewalk-0", Evaluations.BASELINE));
    private static final List<Dataset> DATASETS = List.of(Evaluations.dataset(Evaluations.ROWS, Evaluations.NIGHT));

    private final FakeArtifactStore store = new FakeArtifactStore();

    @Test
    void everythingIsPinnedBeforeAnythingRuns() {
        EvaluationDecision decision =
                decide(Evaluations.evaluation(Evaluations.MIN_HALF, "baseline: {trainingRunRef: {name: sidewalk-0}}"));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(decision.start()).isEmpty();
        EvaluationStatus.Pins pins = decision.facts().pins();
        assertThat(pins.model().digest()).isEqualTo(Evaluations.MODEL.value());
        assertThat(pins.baseline().digest()).isEqualTo(Evaluations.BASELINE.value());
        assertThat(pins.dataset().digest()).isEqualTo(Evaluations.ROWS.value());
        assertThat(pins.slices()).containsExactly(new EvaluationStatus.Slice("night", "sun_elevation < -6"));
    }

    @Test
    void withEverythingPinnedItStarts() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));

        EvaluationDecision decision = decide(pinned);

        assertThat(decision.start())
                .hasValueSatisfying(start -> assertThat(start.number()).isEqualTo(1));
        assertThat(decision.facts().job()).isEqualTo(step(pinned).jobName(1));
    }

    @Test
    void whatIsKnownOfTheSameInputNeedsNoJob() throws Exception {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        ArtifactRef report = store.put(Evaluations.report(0.7, 0.3));
        store.keep(known(pinned, report));

        EvaluationDecision decision = decide(pinned);

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome().reason()).isEqualTo("Evaluated");
        assertThat(decision.facts().verdict()).isEqualTo(Verdict.Passed);
        assertThat(decision.facts().report().digest()).isEqualTo(report.digest().value());
        assertThat(decision.facts().job()).isNull();
        assertThat(decide(with(pinned, decision)).outcome()).isEqualTo(decision.outcome());
    }

    @Test
    void whatIsKnownAndLostIsMeasuredAgainAndSaysSo() throws Exception {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        store.keep(known(pinned, ref()));

        EvaluationDecision decision = decide(pinned);

        assertThat(decision.start()).isPresent();
        assertThat(decision.outcome())
                .isInstanceOfSatisfying(Outcome.Advance.class, advance -> assertThat(advance.message())
                        .contains("is lost"));
    }

    @Test
    void whileNobodyCanSayWhatIsKnownNothingStarts() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        store.setAway(true);

        EvaluationDecision decision = decide(pinned);

        assertThat(decision.start()).isEmpty();
        assertThat(decision.outcome().reason()).isEqualTo("StoreUnavailable");
    }

    @Test
    void ofWhatWasRejectedTheStoreIsNotAskedOnceItsJobIsGone() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        Evaluation rejected =
                with(pinned, ended(pinned, 42, new StepResult.Rejected("ClassesDiffer", "the classes differ")));
        int asked = store.questions();

        EvaluationDecision decision = decide(rejected);

        assertThat(decision.outcome().reason()).isEqualTo("ClassesDiffer");
        assertThat(decision.start()).isEmpty();
        assertThat(store.questions()).isEqualTo(asked);
    }

    @Test
    void itEndsOnItsPinsWhateverBecomesOfTheirObjects() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));

        EvaluationDecision decision = decide(pinned, List.of(), List.of(), running(pinned));

        assertThat(decision.outcome().reason()).isEqualTo("PodPending");
        assertThat(decision.stop()).isEmpty();
    }

    @Test
    void aVerdictNeedsNoJobAndNoStoreOnceItStands() {
        Evaluation judged = judged(0.7, 0.3);
        store.setAway(true);

        EvaluationDecision decision = decide(judged);

        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.start()).isEmpty();
        assertThat(decision.status(1, judged.getStatus().conditions())).isEqualTo(judged.getStatus());
    }

    @Test
    void aChangedGateIsJudgedAgainUnderTheSameInput() {
        Evaluation judged = judged(0.7, 0.3);
        Evaluation changed = Evaluations.changed(judged, "gates: [{metric: meanIoU, slice: night, min: \"0.5\"}]");

        EvaluationDecision decision = decide(changed);

        assertThat(decision.start()).isEmpty();
        assertThat(decision.facts().verdict()).isEqualTo(Verdict.Failed);
        assertThat(decision.facts().inputHash()).isEqualTo(judged.getStatus().inputHash());
        assertThat(decision.facts().gates()).extracting(JudgedGate::slice).containsExactly("night");
        assertThat(decision.statements())
                .extracting(Statement::type, Statement::status, Statement::reason)
                .containsExactly(
                        tuple("Passed", Status.False, "GatesFailed"), tuple("Current", Status.True, "UpToDate"));
    }

    @Test
    void aChangedGateOnASliceThatOnlyTheDatasetOfNowHasIsMeasuredAnew() {
        Evaluation judged = judged(0.7, 0.3);
        Evaluation changed = Evaluations.changed(judged, "gates: [{metric: meanIoU, slice: rain, min: \"0.5\"}]");

        EvaluationDecision stalled = decide(changed);
        EvaluationDecision pinned = decide(
                changed, RUNS, List.of(Evaluations.dataset(Evaluations.ROWS, "slices: [{name: rain, where: wet}]")));

        assertThat(stalled.outcome()).isInstanceOfSatisfying(Outcome.Reject.class, reject -> assertThat(reject.reason())
                .isEqualTo("SliceUnknown"));
        assertThat(stalled.facts().pins())
                .as("a typo costs no pin")
                .isEqualTo(judged.getStatus().pins());
        assertThat(stalled.facts().verdict()).isNull();
        assertThat(pinned.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(pinned.facts().attempt()).isEqualTo(2);
    }

    @Test
    void aMendedTypoIsJudgedOnTheReportOfBefore() {
        Evaluation judged = judged(0.7, 0.3);
        Evaluation typo = Evaluations.changed(judged, "gates: [{metric: recall, class: raod, min: \"0.5\"}]");
        EvaluationDecision stalled = decide(typo);
        assertThat(stalled.outcome().reason()).isEqualTo("ClassUnknown");

        EvaluationDecision mended = decide(Evaluations.changed(with(typo, stalled), Evaluations.MIN_HALF));

        assertThat(mended.start()).isEmpty();
        assertThat(mended.facts().verdict()).isEqualTo(Verdict.Passed);
    }

    @Test
    void anInputOfBeforeHasItsReportAlready() {
        Evaluation judged = judged(0.7, 0.3);
        Evaluation changed = Evaluations.changed(judged, Evaluations.MIN_HALF, "seed: 1");
        EvaluationDecision second = decide(changed);
        assertThat(second.facts().attempt()).isEqualTo(2);
        assertThat(second.facts().report()).isNull();
        Evaluation back = Evaluations.changed(with(changed, second), Evaluations.MIN_HALF);

        EvaluationDecision decision = decide(with(back, decide(back)));

        assertThat(decision.start()).isEmpty();
        assertThat(decision.facts().attempt()).isEqualTo(1);
        assertThat(decision.facts().verdict()).isEqualTo(Verdict.Passed);
        assertThat(decision.facts().history())
                .extracting(Attempt::outcome)
                .containsExactly(EvaluationStatus.Outcome.Measured, EvaluationStatus.Outcome.Stopped);
    }

    @Test
    void theJobOfASpecOfBeforeIsStoppedAlsoWhereTheNewOneCannotStart() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        Evaluation changed = Evaluations.changed(pinned, Evaluations.MIN_HALF, "seed: 1");
        Job old = running(pinned);

        assertThat(decide(changed, RUNS, DATASETS, old).stop()).containsExactly("old");
        assertThat(decide(changed, List.of(), DATASETS, old).stop()).containsExactly("old");
        assertThat(decide(Evaluations.evaluation(Evaluations.MIN_HALF), List.of(), DATASETS, old)
                        .stop())
                .as("a status that is gone proves nothing about the Job")
                .isEmpty();
    }

    @Test
    void whatTheStepRejectsIsNotTriedAgainWithOtherMeans() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        EvaluationDecision rejected = ended(pinned, 42, new StepResult.Rejected("ModelInvalid", "train it again"));
        assertThat(rejected.outcome()).isEqualTo(new Outcome.Reject("ModelInvalid", "train it again"));

        Evaluation changed =
                Evaluations.changed(with(pinned, rejected), Evaluations.MIN_HALF, "resources: {limits: {memory: 8Gi}}");

        EvaluationDecision later = decide(changed);
        assertThat(later.start()).isEmpty();
        assertThat(later.outcome()).isEqualTo(rejected.outcome());
    }

    @Test
    void aReportOfAnotherFormatIsNoReport() {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        ArtifactRef foreign = store.put(new MetricReport(2, List.of(), ref()));
        ArtifactRef result = store.put(new EvaluateResult(EvaluateResult.FORMAT, foreign, ref()));

        EvaluationDecision decision = ended(pinned, 0, new StepResult.Succeeded(result));

        assertThat(decision.outcome()).isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo("ReportUnreadable");
            assertThat(reject.message()).contains("format 2", "operator and worker");
        });
    }

    @Test
    void historyKeepsTheLastTen() {
        Evaluation evaluation = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        for (int seed = 1; seed <= 12; seed++) {
            Evaluation changed = Evaluations.changed(evaluation, Evaluations.MIN_HALF, "seed: " + seed);
            evaluation = with(changed, decide(changed));
        }

        assertThat(evaluation.getStatus().attempt()).isEqualTo(13);
        assertThat(evaluation.getStatus().history())
                .hasSize(10)
                .extracting(Attempt::attempt)
                .startsWith(4)
                .endsWith(13);
    }

    /** An Evaluation whose report is judged. */
    private Evaluation judged(double whole, double night) {
        Evaluation pinned = pinned(Evaluations.evaluation(Evaluations.MIN_HALF));
        ArtifactRef result = store.put(
                new EvaluateResult(EvaluateResult.FORMAT, store.put(Evaluations.report(whole, night)), ref()));
        return with(pinned, ended(pinned, 0, new StepResult.Succeeded(result)));
    }

    private Evaluation pinned(Evaluation evaluation) {
        return with(evaluation, decide(evaluation));
    }

    private EvaluationDecision ended(Evaluation pinned, int exitCode, StepResult result) {
        Job job = running(pinned);
        Pod pod = EvaluationPods.ended(job, exitCode, result);
        return decide(pinned, RUNS, DATASETS, List.of(EvaluationPods.finished(job, exitCode)), List.of(pod));
    }

    private EvaluationDecision decide(Evaluation evaluation) {
        return decide(evaluation, RUNS, DATASETS);
    }

    private EvaluationDecision decide(
            Evaluation evaluation, List<TrainingRun> runs, List<Dataset> datasets, Job... jobs) {
        return decide(evaluation, runs, datasets, List.of(jobs), List.of());
    }

    private EvaluationDecision decide(
            Evaluation evaluation, List<TrainingRun> runs, List<Dataset> datasets, List<Job> jobs, List<Pod> pods) {
        return EvaluationDecision.decide(
                new EvaluationObserver(store).observe(evaluation, runs, datasets, jobs, pods), NOW);
    }

    /** As the exit writes it. */
    private static Evaluation with(Evaluation evaluation, EvaluationDecision decision) {
        Evaluation after = new Evaluation();
        after.setMetadata(evaluation.getMetadata());
        after.setSpec(evaluation.getSpec());
        long generation = evaluation.getMetadata().getGeneration();
        List<Condition> conditions = Conditions.merge(
                null,
                Stream.concat(OutcomeConditions.of(decision.outcome()).stream(), decision.statements().stream())
                        .toList(),
                generation,
                NOW);
        after.setStatus(decision.status(generation, conditions));
        return after;
    }

    private static ArtifactStore.Result known(Evaluation pinned, ArtifactRef report) {
        return new ArtifactStore.Result(
                "evaluate", step(pinned).inputHash(), Map.of("report", report, "timing", ref()));
    }

    private static Step step(Evaluation pinned) {
        return EvaluationStep.of(pinned, pinned.getStatus().pins());
    }

    /** The Job of an Evaluation that is pinned. */
    private static Job running(Evaluation pinned) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("old")
                .withLabels(Map.of(
                        StepLabels.INPUT, StepObserver.inputLabel(step(pinned).inputHash()), StepLabels.ATTEMPT, "1"))
                .withAnnotations(
                        Map.of(StepLabels.OWNER_UID, pinned.getMetadata().getUid()))
                .endMetadata()
                .build();
    }

    private static ArtifactRef ref() {
        Digest digest = Digest.of(new byte[0]);
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, 0);
    }
}
