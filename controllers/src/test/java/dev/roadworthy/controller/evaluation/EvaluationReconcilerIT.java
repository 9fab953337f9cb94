package dev.roadworthy.controller.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.gate.Reports;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.HealthFixture;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.Ending;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evaluations on a real API server with upstream's scheduler and Job controller; the test plays the kubelet. */
@RealApiServer
class EvaluationReconcilerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    // Garbage collection takes a minute to learn of a new kind.
    private static final Duration COLLECTED = Duration.ofMinutes(2);

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private Cluster cluster;
    private PodActor pods;
    private Operator operator;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        pods = new PodActor(cluster);
        pods.offerNode("cpus", Map.of());
        startOperator();
    }

    @AfterEach
    void stop() {
        operator.stop();
        for (Class<? extends HasMetadata> kind : List.of(Evaluation.class, TrainingRun.class, Dataset.class)) {
            cluster.client().resources(kind).inNamespace(cluster.namespace()).delete();
        }
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(PATIENCE).until(() -> jobs().isEmpty());
    }

    @Test
    void anEvaluationIsMeasuredOnceHoweverOftenItIsApplied() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        succeed(job(evaluation), Evaluations.report(0.7, 0.3));
        Evaluation ready = awaitReason(evaluation, "Evaluated");
        HealthFixture.hold(ready, "passed");

        assertThat(ready.getStatus().verdict()).isEqualTo(Verdict.Passed);
        assertThat(ready.getStatus().report().digest())
                .isEqualTo(Documents.digest(Evaluations.report(0.7, 0.3)).value());
        assertThat(ready.getStatus().pins().model().digest()).isEqualTo(Evaluations.MODEL.value());
        assertThat(ready.getStatus().pins().dataset().digest()).isEqualTo(Evaluations.ROWS.value());
        String version = ready.getMetadata().getResourceVersion();
        for (int i = 0; i < 100; i++) {
            apply(evaluation);
        }
        operator.stop();
        startOperator();
        // The operator is past its start once it has seen to another object.
        Evaluation other = Evaluations.evaluation("baseline: {trainingRunRef: {name: nobody}}", Evaluations.MIN_HALF);
        other.getMetadata().setName("other");
        apply(other);
        awaitReason(other, "BaselineDangling");
        assertThat(jobs()).hasSize(1);
        assertThat(current(evaluation).getMetadata().getResourceVersion())
                .as("no write after the first")
                .isEqualTo(version);
        operator.stop();
        apply(Evaluations.evaluation("seed: 2", Evaluations.MIN_HALF));
        HealthFixture.hold(current(evaluation), "changed");
        startOperator();
    }

    @Test
    void anotherEvaluationOfTheSameInputIsJudgedByItsOwnGatesAndMeasuresNothing() {
        upstream();
        Evaluation lenient = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(lenient);
        succeed(job(lenient), Evaluations.report(0.7, 0.3));
        Evaluation passed = awaitVerdict(lenient, Verdict.Passed);

        Evaluation strict = Evaluations.evaluation("gates: [{metric: meanIoU, slice: night, min: \"0.5\"}]");
        strict.getMetadata().setName("strict");
        apply(strict);
        Evaluation failed = awaitVerdict(strict, Verdict.Failed);

        assertThat(failed.getStatus().report()).isEqualTo(passed.getStatus().report());
        assertThat(failed.getStatus().timing()).isEqualTo(passed.getStatus().timing());
        assertThat(failed.getStatus().job()).isNull();
        assertThat(ready(failed).message()).contains("was measured before");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void aChangedGateIsJudgedOnThePinnedReportAndNothingRuns() {
        upstream();
        Evaluation lenient = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(lenient);
        String job = job(lenient);
        succeed(job, Evaluations.report(0.7, 0.3));
        Evaluation passed = awaitVerdict(lenient, Verdict.Passed);
        cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withName(job)
                .delete();
        await().atMost(PATIENCE).until(() -> jobs().isEmpty());

        Evaluation strict = Evaluations.evaluation("gates: [{metric: meanIoU, slice: night, min: \"0.5\"}]");
        apply(strict);

        Evaluation failed = awaitVerdict(strict, Verdict.Failed);
        assertThat(failed.getStatus().gates())
                .extracting(
                        JudgedGate::slice,
                        JudgedGate::value,
                        JudgedGate::low,
                        JudgedGate::high,
                        JudgedGate::limit,
                        JudgedGate::samples,
                        JudgedGate::result)
                .containsExactly(tuple("night", "0.3000", "0.2000", "0.4000", "min 0.5", 100L, Verdict.Failed));
        assertThat(failed.getStatus().inputHash()).isEqualTo(passed.getStatus().inputHash());
        assertThat(failed.getStatus().attempt()).isEqualTo(1);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aGateThatFailsLeavesAReadyResultThatIsNotPassed() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        succeed(job(evaluation), Evaluations.report(0.4, 0.3));

        Evaluation ready = awaitVerdict(evaluation, Verdict.Failed);
        HealthFixture.hold(ready, "gates-failed");

        assertThat(ready(ready).status()).isEqualTo(Status.True);
        Condition passed = condition(ready, "Passed");
        assertThat(passed.status()).isEqualTo(Status.False);
        assertThat(passed.reason()).isEqualTo("GatesFailed");
        assertThat(passed.message()).contains("meanIoU is 0.4000 [0.3000, 0.5000], limit min 0.5", "spec.gates");
        assertThat(Conditions.find(ready.getStatus().conditions(), "Stalled")).isEmpty();
        assertThat(ready.getStatus().worstGate()).startsWith("meanIoU is 0.4000");
        assertThat(ready.getStatus().worst().getFirst().className()).isEqualTo("sidewalk");
    }

    @Test
    void anEmptySliceIsInconclusiveAndNeverAPass() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation("gates: [{metric: meanIoU, slice: night, min: 0}]");
        apply(evaluation);
        succeed(job(evaluation), Reports.report(Reports.meanIoU(null, 0.9, 100), Reports.meanIoU("night", null, 0)));

        Evaluation ready = awaitVerdict(evaluation, Verdict.Inconclusive);

        Condition passed = condition(ready, "Passed");
        assertThat(passed.status()).isEqualTo(Status.Unknown);
        assertThat(passed.reason()).isEqualTo("GatesInconclusive");
        assertThat(passed.message()).contains("0 labelled frames of 30", "for the split test");
    }

    @Test
    void danglingReferencesHealWhenTheirObjectsAppear() {
        Evaluation evaluation = Evaluations.evaluation(
                "baseline: {trainingRunRef: {name: sidewalk-0}}",
                "gates: [{metric: meanIoU, maxRegression: \"0.01\"}]");
        apply(evaluation);
        assertThat(ready(awaitReason(evaluation, "ModelDangling")).message())
                .isEqualTo("spec.modelRef names TrainingRun sidewalk-a, which is not in namespace %s; apply it, or name"
                                .formatted(cluster.namespace())
                        + " another");

        trained("sidewalk-a", Evaluations.MODEL, Status.True);
        awaitReason(evaluation, "DatasetDangling");
        indexed(Evaluations.ROWS, Evaluations.NIGHT);
        assertThat(ready(awaitReason(evaluation, "BaselineDangling")).message())
                .contains("spec.baseline.trainingRunRef names TrainingRun sidewalk-0");
        assertThat(jobs()).isEmpty();
        trained("sidewalk-0", Evaluations.BASELINE, Status.False);

        succeed(job(evaluation), Reports.report(Reports.compared(null, -0.005, 100)));
        Evaluation ready = awaitVerdict(evaluation, Verdict.Passed);
        assertThat(ready.getStatus().pins().baseline().digest()).isEqualTo(Evaluations.BASELINE.value());
        assertThat(condition(ready, "Current").status())
                .as("a baseline may be out of date")
                .isEqualTo(Status.True);
    }

    @Test
    void aGateOnASliceThatIsNotThereIsStalledUntilTheDatasetDeclaresIt() {
        trained("sidewalk-a", Evaluations.MODEL, Status.True);
        indexed(Evaluations.ROWS, "slices: [{name: rain, where: wet}]");
        Evaluation evaluation = Evaluations.evaluation("gates: [{metric: meanIoU, slice: night, min: \"0.2\"}]");
        apply(evaluation);

        Evaluation stalled = awaitReason(evaluation, "SliceUnknown");
        assertThat(ready(stalled).message())
                .isEqualTo("spec.gates[0].slice is night, and Dataset sidewalk has rain; correct the gate, or add the"
                        + " slice to the Dataset");
        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(jobs()).isEmpty();

        indexed(Evaluations.ROWS, Evaluations.NIGHT);

        succeed(job(evaluation), Evaluations.report(0.7, 0.3));
        awaitVerdict(evaluation, Verdict.Passed);
    }

    @Test
    void anUpstreamThatMovesOnMakesItOutOfDateAndStartsNothing() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        succeed(job(evaluation), Evaluations.report(0.7, 0.3));
        awaitVerdict(evaluation, Verdict.Passed);
        awaitCurrent(evaluation, "UpToDate");

        trained("sidewalk-a", Evaluations.OTHER_MODEL, Status.True);
        Condition current = awaitCurrent(evaluation, "UpstreamChanged");
        assertThat(current.status()).isEqualTo(Status.False);
        assertThat(current.message()).contains(Evaluations.MODEL.value(), Evaluations.OTHER_MODEL.value());

        trained("sidewalk-a", Evaluations.MODEL, Status.True);
        awaitCurrent(evaluation, "UpToDate");
        indexed(Evaluations.OTHER_ROWS, Evaluations.NIGHT);
        assertThat(awaitCurrent(evaluation, "UpstreamChanged").message()).contains(Evaluations.OTHER_ROWS.value());

        assertThat(jobs()).hasSize(1);
        assertThat(ready(current(evaluation)).status()).isEqualTo(Status.True);
        assertThat(current(evaluation).getStatus().verdict()).isEqualTo(Verdict.Passed);
    }

    @Test
    void aModelThatIsItselfNotCurrentIsMeasuredAndSaysSo() {
        trained("sidewalk-a", Evaluations.MODEL, Status.False);
        indexed(Evaluations.ROWS, Evaluations.NIGHT);
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        succeed(job(evaluation), Evaluations.report(0.7, 0.3));

        awaitVerdict(evaluation, Verdict.Passed);
        Condition current = awaitCurrent(evaluation, "UpstreamNotCurrent");
        assertThat(current.status()).isEqualTo(Status.False);
        assertThat(current.message()).isEqualTo("TrainingRun sidewalk-a is itself not current: because of it");

        trained("sidewalk-a", Evaluations.MODEL, Status.True);
        awaitCurrent(evaluation, "UpToDate");
    }

    @Test
    void aChangedInputIsTheSecondAttemptAndTheJobOfTheFirstIsStopped() {
        upstream();
        Evaluation first = Evaluations.evaluation("seed: 1", Evaluations.MIN_HALF);
        apply(first);
        String stopped = job(first);
        pods.run(pods.awaitPod(stopped));
        HealthFixture.hold(awaitReason(first, "Evaluating"), "evaluating");

        Evaluation second = Evaluations.evaluation("seed: 2", Evaluations.MIN_HALF);
        apply(second);
        String next = job(second);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jobs())
                .extracting(job -> job.getMetadata().getName())
                .containsExactly(next));
        succeed(next, Evaluations.report(0.7, 0.3));
        assertThat(awaitVerdict(second, Verdict.Passed).getStatus().history())
                .extracting(Attempt::attempt, Attempt::job, Attempt::outcome)
                .containsExactly(
                        tuple(1, stopped, EvaluationStatus.Outcome.Stopped),
                        tuple(2, next, EvaluationStatus.Outcome.Measured));
    }

    @Test
    void whatHappensWhileTheOperatorIsAwayIsFound() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        String job = job(evaluation);
        operator.stop();
        succeed(job, Evaluations.report(0.7, 0.3));
        trained("sidewalk-a", Evaluations.OTHER_MODEL, Status.True);
        startOperator();

        Evaluation ready = awaitVerdict(evaluation, Verdict.Passed);
        assertThat(ready.getStatus().pins().model().digest()).isEqualTo(Evaluations.MODEL.value());
        awaitCurrent(evaluation, "UpstreamChanged");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayIsWaitedForWithoutAVerdictOfBefore() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        String job = job(evaluation);
        Ending ending = measured(Evaluations.report(0.7, 0.3));
        store.setAway(true);
        pods.end(pods.awaitPod(job), "evaluate", ending);
        awaitReason(evaluation, "StoreUnavailable");
        store.setAway(false);
        awaitVerdict(evaluation, Verdict.Passed);

        store.setAway(true);
        Evaluation strict = Evaluations.evaluation("gates: [{metric: meanIoU, min: \"0.9\"}]");
        apply(strict);
        EvaluationStatus waits = awaitReason(strict, "StoreUnavailable").getStatus();
        assertThat(waits.verdict()).as("no verdict on gates of before").isNull();
        assertThat(waits.gates()).isNull();
        assertThat(Conditions.find(waits.conditions(), "Passed")).isEmpty();
        store.setAway(false);

        awaitVerdict(strict, Verdict.Failed);
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void whatTheStepRejectsIsToldInItsOwnSentence() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        end(
                job(evaluation),
                Ending.of(42, message(new StepResult.Rejected("ClassesDiffer", "the model tells others"))));

        Evaluation stalled = awaitReason(evaluation, "ClassesDiffer");
        HealthFixture.hold(stalled, "classes-differ");

        assertThat(ready(stalled).message()).isEqualTo("the model tells others");
        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void whatIsUnavailableToTheStepIsTriedAgain() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        String first = job(evaluation);
        end(first, Ending.of(75, message(new StepResult.Unavailable("StoreDenied", "the key may not read"))));
        awaitReason(evaluation, "StoreDenied");

        String second = await().atMost(PATIENCE)
                .until(() -> current(evaluation).getStatus().job(), job -> !first.equals(job));
        succeed(second, Evaluations.report(0.7, 0.3));

        assertThat(awaitVerdict(evaluation, Verdict.Passed).getStatus().attempt())
                .isEqualTo(1);
    }

    @Test
    void aStepWithoutMemoryNamesTheFieldAndRunsAgainOnceItIsRaised() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        String first = job(evaluation);
        end(first, new Ending(137, "OOMKilled", "", Duration.ZERO));
        assertThat(ready(awaitReason(evaluation, "OutOfMemory")).message()).contains("spec.resources.limits.memory");

        Evaluation raised = Evaluations.evaluation("resources: {limits: {memory: 4Gi}}", Evaluations.MIN_HALF);
        apply(raised);
        String second = job(raised);

        assertThat(second).isNotEqualTo(first);
        succeed(second, Evaluations.report(0.7, 0.3));
        assertThat(awaitVerdict(raised, Verdict.Passed).getStatus().attempt()).isEqualTo(1);
    }

    @Test
    void aDeletedEvaluationTakesItsJobAndItsNamesakeHasTheReportWithoutOne() {
        upstream();
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        apply(evaluation);
        succeed(job(evaluation), Evaluations.report(0.7, 0.3));
        awaitVerdict(evaluation, Verdict.Passed);

        cluster.client()
                .resources(Evaluation.class)
                .inNamespace(cluster.namespace())
                .withName("sidewalk-a-test")
                .delete();
        await().atMost(PATIENCE).until(() -> current(evaluation) == null);
        apply(evaluation);

        assertThat(awaitVerdict(evaluation, Verdict.Passed).getStatus().job()).isNull();
        await().atMost(COLLECTED).untilAsserted(() -> assertThat(jobs()).isEmpty());
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        operator.register(
                new EvaluationReconciler(
                        store,
                        new StepJobs(new StepDefaults(
                                "localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of())),
                        announcer,
                        InstantSource.system()),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.start();
    }

    /** A model and a Dataset that are Ready. */
    private void upstream() {
        trained("sidewalk-a", Evaluations.MODEL, Status.True);
        indexed(Evaluations.ROWS, Evaluations.NIGHT);
    }

    /** A TrainingRun with this status, as its own controller would write it. */
    private void trained(String name, Digest model, Status current) {
        TrainingRun run = Evaluations.run(name, model);
        declare(run);
        cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .withName(name)
                .editStatus(now -> {
                    now.setStatus(Evaluations.trained(now.getMetadata().getGeneration(), model, current));
                    return now;
                });
    }

    /** A Dataset with this status, as its own controller would write it. */
    private void indexed(Digest digest, String slices) {
        declare(Evaluations.dataset(digest, slices));
        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .withName("sidewalk")
                .editStatus(now -> {
                    now.setStatus(Evaluations.indexed(now.getMetadata().getGeneration(), digest));
                    return now;
                });
    }

    private void declare(HasMetadata object) {
        object.getMetadata().setUid(null);
        object.getMetadata().setGeneration(null);
        object.getMetadata().setNamespace(cluster.namespace());
        cluster.client()
                .resource(object)
                .fieldManager("argocd")
                .forceConflicts()
                .serverSideApply();
    }

    private void apply(Evaluation evaluation) {
        Evaluation copy = new Evaluation();
        copy.getMetadata().setName(evaluation.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(evaluation.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    /** The Job that works for the generation that is declared now. */
    private String job(Evaluation evaluation) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Evaluation now = current(evaluation);
                            EvaluationStatus status = now.getStatus();
                            return status != null
                                            && now.getMetadata().getGeneration().equals(status.observedGeneration())
                                            && !"Pinned".equals(ready(now).reason())
                                    ? status.job()
                                    : null;
                        },
                        Objects::nonNull);
    }

    private void succeed(String job, MetricReport report) {
        end(job, measured(report));
    }

    private void end(String job, Ending ending) {
        pods.end(pods.awaitPod(job), "evaluate", ending);
    }

    private Ending measured(MetricReport report) {
        EvaluateResult result = new EvaluateResult(
                EvaluateResult.FORMAT, store.put(report), store.put(new MetricReport.Timing(20, 30, 40, 500)));
        return Ending.of(0, message(new StepResult.Succeeded(store.put(result))));
    }

    private static String message(StepResult result) {
        return new String(Documents.write(result), StandardCharsets.UTF_8);
    }

    private Evaluation awaitVerdict(Evaluation evaluation, Verdict verdict) {
        return awaitUntil(evaluation, now -> verdict == now.getStatus().verdict());
    }

    private Evaluation awaitReason(Evaluation evaluation, String reason) {
        return awaitUntil(evaluation, now -> reason.equals(ready(now).reason()));
    }

    /** Until the status speaks of the spec of now, and says this. */
    private Evaluation awaitUntil(Evaluation evaluation, Predicate<Evaluation> said) {
        return await().atMost(PATIENCE)
                .until(
                        () -> current(evaluation),
                        now -> now.getStatus() != null
                                && now.getMetadata()
                                        .getGeneration()
                                        .equals(now.getStatus().observedGeneration())
                                && said.test(now));
    }

    private Condition awaitCurrent(Evaluation evaluation, String reason) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Conditions.find(current(evaluation).getStatus().conditions(), "Current")
                                .orElse(null),
                        condition -> condition != null && condition.reason().equals(reason));
    }

    private static Condition ready(Evaluation evaluation) {
        return condition(evaluation, "Ready");
    }

    private static Condition condition(Evaluation evaluation, String type) {
        return Conditions.find(evaluation.getStatus().conditions(), type).orElseThrow();
    }

    private Evaluation current(Evaluation evaluation) {
        return cluster.client()
                .resources(Evaluation.class)
                .inNamespace(cluster.namespace())
                .withName(evaluation.getMetadata().getName())
                .get();
    }

    private List<Job> jobs() {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .list()
                .getItems();
    }
}
