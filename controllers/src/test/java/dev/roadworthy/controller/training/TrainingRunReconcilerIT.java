package dev.roadworthy.controller.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
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
import io.fabric8.kubernetes.api.model.Pod;
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

/** TrainingRuns on a real API server with upstream's scheduler and Job controller; the test plays the kubelet. */
@RealApiServer
class TrainingRunReconcilerIT {

    private static final String ONE_GPU = "resources: {limits: {nvidia.com/gpu: 1}}";

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private Cluster cluster;
    private PodActor pods;
    private Operator operator;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        pods = new PodActor(cluster);
        pods.offerNode("gpus", Map.of("nvidia.com/gpu", "4"));
        startOperator();
    }

    @AfterEach
    void stop() {
        operator.stop();
        cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .delete();
        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .delete();
        // Garbage collection takes half a minute to learn of a new kind; the next test needs a clean namespace now.
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs().isEmpty());
    }

    @Test
    void aRunTrainsOnceHoweverOftenItIsApplied() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        succeed(job(run));
        TrainingRun ready = awaitReason(run, "Trained");
        HealthFixture.hold(ready, "trained");

        assertThat(ready.getStatus().model().digest())
                .isEqualTo(Documents.digest(TrainingRuns.model()).value());
        assertThat(ready.getStatus().lineage().dataset()).isEqualTo(TrainingRuns.FIRST.value());
        String version = ready.getMetadata().getResourceVersion();
        for (int i = 0; i < 100; i++) {
            apply(run);
        }
        operator.stop();
        startOperator();
        assertThat(jobs()).hasSize(1);
        assertThat(current(run).getMetadata().getResourceVersion())
                .as("no write after the first")
                .isEqualTo(version);
        operator.stop();
        apply(TrainingRuns.run("parameters: {epochs: \"2\"}"));
        HealthFixture.hold(current(run), "changed");
        startOperator();
    }

    @Test
    void aChangedParameterIsTheSecondAttemptAndTheFirstStaysReadable() {
        indexed(TrainingRuns.FIRST);
        TrainingRun first = TrainingRuns.run("parameters: {epochs: \"1\"}");
        apply(first);
        succeed(job(first));
        TrainingRun trained = awaitReason(first, "Trained");

        TrainingRun second = TrainingRuns.run("parameters: {epochs: \"2\"}");
        apply(second);
        succeed(job(second));
        TrainingRun again = awaitReason(second, "Trained");

        assertThat(again.getStatus().attempt()).isEqualTo(2);
        assertThat(again.getStatus().history())
                .extracting(Attempt::attempt, Attempt::inputHash, Attempt::job, Attempt::outcome)
                .containsExactly(
                        tuple(
                                1,
                                trained.getStatus().inputHash(),
                                trained.getStatus().job(),
                                TrainingRunStatus.Outcome.Trained),
                        tuple(
                                2,
                                again.getStatus().inputHash(),
                                again.getStatus().job(),
                                TrainingRunStatus.Outcome.Trained));
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void anotherRunOfTheSameInputHasTheModelWithoutTrainingAlsoWhenTheFirstIsGone() {
        indexed(TrainingRuns.FIRST);
        TrainingRun first = TrainingRuns.run("");
        apply(first);
        succeed(job(first));
        TrainingRunStatus before = awaitReason(first, "Trained").getStatus();
        cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .delete();
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs().isEmpty());

        TrainingRun renamed = TrainingRuns.run("");
        renamed.getMetadata().setName("sidewalk-2026");
        apply(renamed);
        TrainingRun found = awaitReason(renamed, "Trained");
        HealthFixture.hold(found, "known");

        assertThat(found.getStatus().model()).isEqualTo(before.model());
        assertThat(found.getStatus().lineage()).isEqualTo(before.lineage());
        assertThat(found.getStatus().job()).isNull();
        assertThat(jobs()).isEmpty();
        assertThat(store.recorded()).as("each says what it is made of").hasSize(2);
    }

    @Test
    void aModelThatTheStoreHasLostIsTrainedAgain() {
        indexed(TrainingRuns.FIRST);
        TrainingRun first = TrainingRuns.run("");
        apply(first);
        succeed(job(first));
        awaitReason(first, "Trained");
        store.lose(Documents.digest(TrainingRuns.model()));

        TrainingRun renamed = TrainingRuns.run("");
        renamed.getMetadata().setName("sidewalk-2026");
        apply(renamed);
        succeed(job(renamed));

        assertThat(awaitReason(renamed, "Trained").getStatus().job()).isNotNull();
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void theJobOfASpecOfBeforeIsStopped() {
        indexed(TrainingRuns.FIRST);
        TrainingRun first = TrainingRuns.run("seed: 1");
        apply(first);
        String stopped = job(first);
        pods.run(pods.awaitPod(stopped), "trainer");
        HealthFixture.hold(awaitReason(first, "Training"), "training");

        TrainingRun second = TrainingRuns.run("seed: 2");
        apply(second);
        String next = job(second);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(jobs())
                .extracting(job -> job.getMetadata().getName())
                .containsExactly(next));
        assertThat(current(second).getStatus().history())
                .extracting(Attempt::outcome)
                .containsExactly(TrainingRunStatus.Outcome.Stopped, TrainingRunStatus.Outcome.Open);
    }

    @Test
    void aRunUnderWayEndsOnItsPinWhileItsDatasetIsDeleted() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        String job = job(run);
        pods.run(pods.awaitPod(job), "stage-in");
        awaitReason(run, "Staging");

        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .delete();
        succeed(job);

        TrainingRun ready = awaitReason(run, "Trained");
        assertThat(ready.getStatus().dataset().digest()).isEqualTo(TrainingRuns.FIRST.value());
        awaitCurrent(run, Status.Unknown);
    }

    @Test
    void aDatasetThatMovesOnMakesTheRunOutOfDateAndStartsNothing() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        succeed(job(run));
        awaitReason(run, "Trained");
        awaitCurrent(run, Status.True);

        indexed(TrainingRuns.SECOND);

        Condition current = awaitCurrent(run, Status.False);
        assertThat(current.reason()).isEqualTo("UpstreamChanged");
        assertThat(current.message()).contains(TrainingRuns.FIRST.value(), TrainingRuns.SECOND.value());
        assertThat(jobs()).hasSize(1);
        assertThat(ready(current(run)).status()).isEqualTo(Status.True);
    }

    @Test
    void aDanglingReferenceHealsWhenTheDatasetAppears() {
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        TrainingRun dangling = awaitReason(run, "DatasetDangling");
        HealthFixture.hold(dangling, "dataset-dangling");
        assertThat(ready(dangling).message())
                .isEqualTo("spec.datasetRef names Dataset sidewalk, which is not in namespace %s; apply it, or name"
                                .formatted(cluster.namespace())
                        + " another");
        assertThat(jobs()).isEmpty();

        Dataset dataset = indexed(TrainingRuns.FIRST, Status.False, "Indexing");
        awaitReason(run, "DatasetNotReady");
        indexed(TrainingRuns.FIRST);

        succeed(job(run));
        awaitReason(run, "Trained");
        assertThat(dataset.getMetadata().getName()).isEqualTo("sidewalk");
    }

    @Test
    void aRunThatANodeHasTheGpusForIsPlacedAndOneThatAsksForMoreWaitsAndSaysWhy() {
        indexed(TrainingRuns.FIRST);
        TrainingRun placed = TrainingRuns.run(ONE_GPU);
        apply(placed);
        assertThat(pods.awaitPod(job(placed)).getSpec().getNodeName()).isEqualTo("gpus");

        TrainingRun greedy = TrainingRuns.run("resources: {limits: {nvidia.com/gpu: 8}}");
        greedy.getMetadata().setName("greedy");
        apply(greedy);

        Condition waits = ready(awaitReason(greedy, "Unschedulable"));
        assertThat(waits.message()).contains("Insufficient nvidia.com/gpu");
    }

    @Test
    void gpuSecondsAreCountedOverTriesAndKeptWhenTheJobIsGone() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("resources: {limits: {nvidia.com/gpu: 2}}");
        apply(run);
        String job = job(run);
        Pod first = pods.awaitPod(job);
        pods.end(first, "stage-in", Ending.of(0, ""));
        pods.end(first, "trainer", Ending.of(1, "lost the driver").after(Duration.ofSeconds(30)));
        Pod second = pods.awaitPod(job);
        assertThat(second.getMetadata().getName())
                .isNotEqualTo(first.getMetadata().getName());
        pods.end(second, "stage-in", Ending.of(0, ""));
        pods.end(second, "trainer", Ending.of(0, "").after(Duration.ofSeconds(100)));
        pods.end(second, "publish", published());

        awaitReason(run, "Trained");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> current(run).getStatus().gpuSeconds() == 260);

        cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withName(job)
                .delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs().isEmpty());
        operator.stop();
        startOperator();
        TrainingRun still = awaitReason(run, "Trained");
        assertThat(still.getStatus().gpuSeconds()).isEqualTo(260);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void whatTheTrainerRejectsIsToldInItsOwnSentence() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        trainerEnds(job(run), Ending.of(42, "Parameter epochs is \"x\"; set it to a positive integer."));

        TrainingRun stalled = awaitReason(run, "TrainerRejected");
        HealthFixture.hold(stalled, "trainer-rejected");

        assertThat(ready(stalled).message()).isEqualTo("Parameter epochs is \"x\"; set it to a positive integer.");
        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void aTrainerWithoutMemoryNamesTheFieldAndRunsAgainOnceItIsRaised() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        String first = job(run);
        trainerEnds(first, new Ending(137, "OOMKilled", "", Duration.ZERO));
        assertThat(ready(awaitReason(run, "OutOfMemory")).message())
                .startsWith("trainer: ")
                .contains("spec.resources.limits.memory");

        TrainingRun raised = TrainingRuns.run("resources: {limits: {memory: 4Gi}}");
        apply(raised);
        String second = job(raised);

        assertThat(second).isNotEqualTo(first);
        succeed(second);
        assertThat(awaitReason(raised, "Trained").getStatus().attempt()).isEqualTo(1);
    }

    @Test
    void aTrainerThatLeavesNoModelIsToldByPublish() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        String job = job(run);
        Pod pod = pods.awaitPod(job);
        pods.end(pod, "stage-in", Ending.of(0, ""));
        pods.end(pod, "trainer", Ending.of(0, ""));
        pods.end(pod, "publish", Ending.of(42, message(new StepResult.Rejected("ModelMissing", "no model.onnx"))));

        TrainingRun stalled = awaitReason(run, "ModelMissing");
        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
    }

    @Test
    void aRunBeyondItsDeadlineIsStalled() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("deadline: 3s");
        apply(run);
        Pod pod = pods.awaitPod(job(run));
        pods.run(pod, "trainer");
        pods.awaitStop(pod);
        pods.end(pod, "trainer", new Ending(137, "Error", "", Duration.ofSeconds(3)));

        assertThat(ready(awaitReason(run, "DeadlineExceeded")).message()).contains("within 3s", "spec.deadline");
    }

    @Test
    void whatHappensWhileTheOperatorIsAwayIsFound() {
        indexed(TrainingRuns.FIRST);
        TrainingRun run = TrainingRuns.run("");
        apply(run);
        String job = job(run);
        pods.run(pods.awaitPod(job), "trainer");
        operator.stop();
        succeed(job);
        indexed(TrainingRuns.SECOND);
        startOperator();

        TrainingRun ready = awaitReason(run, "Trained");
        assertThat(ready.getStatus().lineage().dataset()).isEqualTo(TrainingRuns.FIRST.value());
        awaitCurrent(run, Status.False);
        assertThat(jobs()).hasSize(1);
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        operator.register(
                new TrainingRunReconciler(
                        store,
                        new StepJobs(new StepDefaults(
                                "localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of())),
                        announcer,
                        InstantSource.system()),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.start();
    }

    private Dataset indexed(Digest digest) {
        return indexed(digest, Status.True, "Indexed");
    }

    /** A Dataset with this status, as its own controller would write it. */
    private Dataset indexed(Digest digest, Status ready, String reason) {
        Dataset dataset = TrainingRuns.dataset(digest);
        dataset.getMetadata().setUid(null);
        dataset.getMetadata().setGeneration(null);
        dataset.getMetadata().setNamespace(cluster.namespace());
        cluster.client()
                .resource(dataset)
                .fieldManager("argocd")
                .forceConflicts()
                .serverSideApply();
        return cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .withName("sidewalk")
                .editStatus(now -> TrainingRuns.with(now, ready, reason, digest));
    }

    private void apply(TrainingRun run) {
        TrainingRun copy = new TrainingRun();
        copy.getMetadata().setName(run.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(run.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    /** The Job that works for the generation that is declared now. */
    private String job(TrainingRun run) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            TrainingRun now = current(run);
                            TrainingRunStatus status = now.getStatus();
                            return status != null
                                            && now.getMetadata().getGeneration().equals(status.observedGeneration())
                                            && !"Pinned".equals(ready(now).reason())
                                    ? status.job()
                                    : null;
                        },
                        Objects::nonNull);
    }

    private void succeed(String job) {
        Pod pod = pods.awaitPod(job);
        pods.end(pod, "stage-in", Ending.of(0, ""));
        pods.run(pod, "trainer");
        pods.end(pod, "trainer", Ending.of(0, ""));
        pods.end(pod, "publish", published());
    }

    private void trainerEnds(String job, Ending ending) {
        Pod pod = pods.awaitPod(job);
        pods.end(pod, "stage-in", Ending.of(0, ""));
        pods.end(pod, "trainer", ending);
    }

    private Ending published() {
        return Ending.of(0, message(new StepResult.Succeeded(store.put(TrainingRuns.model()))));
    }

    private static String message(StepResult result) {
        return new String(Documents.write(result), StandardCharsets.UTF_8);
    }

    private TrainingRun awaitReason(TrainingRun run, String reason) {
        Predicate<TrainingRun> said = now -> now.getStatus() != null
                && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
                && reason.equals(ready(now).reason());
        return await().atMost(Duration.ofSeconds(40)).until(() -> current(run), said);
    }

    private Condition awaitCurrent(TrainingRun run, Status status) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Conditions.find(current(run).getStatus().conditions(), "Current")
                                .orElse(null),
                        condition -> condition != null && condition.status() == status);
    }

    private static Condition ready(TrainingRun run) {
        return Conditions.find(run.getStatus().conditions(), "Ready").orElseThrow();
    }

    private TrainingRun current(TrainingRun run) {
        return cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .withName(run.getMetadata().getName())
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
