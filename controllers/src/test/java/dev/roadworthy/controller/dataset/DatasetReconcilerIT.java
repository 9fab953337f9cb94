package dev.roadworthy.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.HealthFixture;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import dev.roadworthy.testing.Cluster;
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

/** Datasets on a real API server with upstream's Job controller; the test plays the kubelet. */
@RealApiServer
class DatasetReconcilerIT {

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private Cluster cluster;
    private PodActor pods;
    private Operator operator;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        pods = new PodActor(cluster);
        pods.offerNode("played", Map.of());
        startOperator();
    }

    @AfterEach
    void stop() {
        operator.stop();
        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .delete();
        // Garbage collection takes half a minute to learn of a new kind; the next test needs a clean namespace now.
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs().isEmpty());
    }

    @Test
    void aDatasetIsIndexedOnceHoweverOftenItIsApplied() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        pods.run(pods.awaitPod(job(dataset)));
        HealthFixture.hold(awaitUntil(dataset, now -> ready(now).message().contains(" reads ")), "indexing");
        succeed(job(dataset), Datasets.flawless());
        Dataset ready = awaitReason(dataset, "Indexed");
        HealthFixture.hold(ready, "indexed");

        assertThat(ready.getStatus().digest()).isEqualTo(Datasets.CONTENT.value());
        assertThat(ready.getStatus().observedGeneration()).isEqualTo(1);
        String version = ready.getMetadata().getResourceVersion();
        for (int i = 0; i < 100; i++) {
            apply(dataset);
        }
        restartOperator();
        assertThat(jobs()).hasSize(1);
        assertThat(current(dataset).getMetadata().getResourceVersion())
                .as("no write after the first")
                .isEqualTo(version);
    }

    @Test
    void aTransitionIsAnnouncedOnceAndNotAgainAfterARestart() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        succeed(job(dataset), Datasets.flawless());
        awaitReason(dataset, "Indexed");
        List<String> announced = announcer.announced(dataset.getMetadata().getName());
        assertThat(announced).containsOnlyOnce("Ready=True Indexed", "QualityChecked=True ChecksPassed");

        restartOperator();
        Dataset lenient = Datasets.dataset("checks: {corruptPercent: {max: 1}}");
        apply(lenient);

        awaitReason(lenient, "Indexed");
        assertThat(announcer.announced(dataset.getMetadata().getName())).isEqualTo(announced);
    }

    @Test
    void anotherInputIsAnotherJobAndTheFirstStaysReadable() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        String first = job(dataset);
        succeed(first, Datasets.flawless());
        awaitReason(dataset, "Indexed");

        Dataset other = Datasets.dataset("slices: [{name: night, where: sun_elevation < -6}]");
        apply(other);
        String second = job(other);
        assertThat(current(dataset).getStatus().digest()).isNull();
        succeed(second, Datasets.flawless());
        awaitReason(other, "Indexed");

        assertThat(jobs()).extracting(job -> job.getMetadata().getName()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aNewLimitIsJudgedWithoutIndexingAgain() {
        Dataset strict = Datasets.dataset("");
        apply(strict);
        succeed(job(strict), Datasets.manifest(Map.of(Defect.CORRUPT, 3L), 0));
        Dataset refused = awaitReason(strict, "ChecksFailed");
        HealthFixture.hold(refused, "checks-failed");
        assertThat(Conditions.isTrue(refused.getStatus().conditions(), "Stalled"))
                .isTrue();

        Dataset lenient = Datasets.dataset("checks: {corruptPercent: {max: 1}}");
        apply(lenient);

        Dataset ready = awaitReason(lenient, "Indexed");
        assertThat(ready.getStatus().digest()).isNotNull();
        assertThat(Conditions.find(ready.getStatus().conditions(), "Stalled")).isEmpty();
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void whatTheStepRejectsIsToldWithItsReason() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        end(job(dataset), 42, new StepResult.Rejected("SourceEmpty", "no frame under s3://raw/sidewalk/"));

        Dataset stalled = awaitReason(dataset, "SourceEmpty");

        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(ready(stalled).message()).isEqualTo("no frame under s3://raw/sidewalk/");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void whatWasUnavailableIsTriedAgainAndHeals() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        String first = job(dataset);
        end(first, 75, new StepResult.Unavailable("SourceDenied", "the key may not list raw"));
        awaitReason(dataset, "SourceDenied");

        await().atMost(Duration.ofSeconds(40)).until(() -> !first.equals(job(dataset)));
        succeed(job(dataset), Datasets.flawless());

        awaitReason(dataset, "Indexed");
    }

    @Test
    void aStepWithoutMemoryNamesTheField() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        pods.end(pods.awaitPod(job(dataset)), 137, "OOMKilled", "");

        assertThat(ready(awaitReason(dataset, "OutOfMemory")).message()).contains("spec.resources.limits.memory");
    }

    @Test
    void aStoreThatIsAwayIsToldAndHeals() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        store.setAway(true);
        succeed(job(dataset), Datasets.flawless());
        HealthFixture.hold(awaitReason(dataset, "StoreUnavailable"), "store-unavailable");

        store.setAway(false);

        awaitReason(dataset, "Indexed");
    }

    @Test
    void aResultThatArrivesWhileTheOperatorIsAwayIsFound() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        String job = job(dataset);
        operator.stop();
        succeed(job, Datasets.flawless());
        startOperator();

        awaitReason(dataset, "Indexed");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void whatTheOperatorHasNotSeenIsNotTakenForDone() {
        operator.stop();
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        HealthFixture.hold(current(dataset), "unseen");
        startOperator();
        succeed(job(dataset), Datasets.flawless());
        awaitReason(dataset, "Indexed");
        operator.stop();
        apply(Datasets.dataset("slices: [{name: night, where: sun_elevation < -6}]"));
        HealthFixture.hold(current(dataset), "changed");
        startOperator();
    }

    @Test
    void deletingADatasetDeletesItsJobs() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        job(dataset);

        delete(dataset);

        // The garbage collector looks for new kinds every 30 s, and by then may have put this object off for 20 s.
        await().atMost(Duration.ofMinutes(2)).until(() -> jobs().isEmpty());
    }

    @Test
    void aNamesakeMadeLaterInheritsNothing() {
        Dataset dataset = Datasets.dataset("");
        apply(dataset);
        String first = job(dataset);
        pods.end(pods.awaitPod(first), 137, "OOMKilled", "");
        awaitReason(dataset, "OutOfMemory");
        delete(dataset);

        apply(dataset);

        String second = job(dataset);
        assertThat(second).isNotEqualTo(first);
        succeed(second, Datasets.flawless());
        awaitReason(dataset, "Indexed");
    }

    private void delete(Dataset dataset) {
        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .withName(dataset.getMetadata().getName())
                .delete();
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        operator.register(
                new DatasetReconciler(
                        store,
                        new StepJobs(new StepDefaults(
                                "localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of())),
                        announcer,
                        InstantSource.system()),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.start();
    }

    private void restartOperator() {
        operator.stop();
        startOperator();
    }

    private void apply(Dataset dataset) {
        Dataset copy = new Dataset();
        copy.getMetadata().setName(dataset.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(dataset.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    /** The Job that works for the generation that is declared now. */
    private String job(Dataset dataset) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Dataset now = current(dataset);
                            DatasetStatus status = now.getStatus();
                            return status != null
                                            && now.getMetadata().getGeneration().equals(status.observedGeneration())
                                    ? status.job()
                                    : null;
                        },
                        Objects::nonNull);
    }

    private void succeed(String job, Object document) {
        end(job, 0, new StepResult.Succeeded(store.put(document)));
    }

    private void end(String job, int exitCode, StepResult result) {
        Pod pod = pods.awaitPod(job);
        pods.run(pod);
        pods.end(pod, exitCode, new String(Documents.write(result), StandardCharsets.UTF_8));
    }

    private Dataset awaitReason(Dataset dataset, String reason) {
        return awaitUntil(dataset, now -> reason.equals(ready(now).reason()));
    }

    /** Until the status speaks of the spec of now, and says this. */
    private Dataset awaitUntil(Dataset dataset, Predicate<Dataset> said) {
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> current(dataset),
                        now -> now.getStatus() != null
                                && now.getMetadata()
                                        .getGeneration()
                                        .equals(now.getStatus().observedGeneration())
                                && said.test(now));
    }

    private static Condition ready(Dataset dataset) {
        return Conditions.find(dataset.getStatus().conditions(), "Ready").orElseThrow();
    }

    private Dataset current(Dataset dataset) {
        return cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .withName(dataset.getMetadata().getName())
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
