package dev.roadworthy.controller.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.dataset.DatasetReconciler;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.port.FakeLabeling;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.HealthFixture;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An AnnotationJob on a real API server; the test plays the kubelet, and those who label. */
@RealApiServer
class AnnotationJobReconcilerIT {

    private static final Polling POLLING = new Polling(Duration.ofSeconds(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private final FakeLabeling labeling = new FakeLabeling();
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
        for (Class<? extends CustomResource<?, ?>> kind : List.of(AnnotationJob.class, Dataset.class)) {
            cluster.client().resources(kind).inNamespace(cluster.namespace()).delete();
        }
        // Garbage collection takes half a minute to learn of a new kind; the next test needs a clean namespace now.
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> jobs().isEmpty());
    }

    @Test
    void framesAreLaidOutLabelledRefusedCorrectedAndTakenIntoADataset() {
        apply(AnnotationJobs.gated("\"0.9\""));
        assertThat(awaitReason("DatasetDangling").message()).contains("sidewalk-v1", cluster.namespace());
        HealthFixture.hold(current(), "dataset-dangling");
        applyDataset();

        succeed(awaitJob("select"), AnnotationJobs.SELECTION);
        awaitReason("Labelling");
        String folder = status().tasks().folder();
        labeling.label(folder, 12);
        await().atMost(PATIENCE).until(() -> status().tasks().labelled() == 12);
        HealthFixture.hold(current(), "labelling");

        String version = current().getMetadata().getResourceVersion();
        int looks = labeling.looks();
        await().atMost(PATIENCE).until(() -> labeling.looks() > looks);
        assertThat(current().getMetadata().getResourceVersion())
                .as("no write where nothing changes")
                .isEqualTo(version);

        labeling.handIn(folder, 40, "first");
        String first = awaitJob("collect");
        succeed(first, AnnotationJobs.collected(412));
        assertThat(awaitReason("AgreementTooLow").message()).contains("road has IoU 0.4120", "ride-1/17");
        assertThat(Conditions.isTrue(status().conditions(), "Stalled")).isTrue();
        assertThat(status().labels()).isNull();
        HealthFixture.hold(current(), "agreement-too-low");

        labeling.handIn(folder, 40, "second");
        await().atMost(PATIENCE).until(() -> !first.equals(awaitJob("collect")));
        succeed(awaitJob("collect"), AnnotationJobs.collected(990));
        assertThat(awaitReason("Labelled").status()).isEqualTo(Condition.Status.True);
        assertThat(Conditions.isTrue(status().conditions(), "QualityAccepted")).isTrue();
        HealthFixture.hold(current(), "labelled");
        assertThat(status().labels().snapshot().digest())
                .isEqualTo(AnnotationJobs.LABELS.digest().value());

        applyNext();
        await().atMost(PATIENCE).until(() -> {
            DatasetStatus next = dataset("sidewalk-v2").getStatus();
            return next != null && next.job() != null;
        });
        assertThat(dataset("sidewalk-v2").getStatus().inputs().labelsFrom())
                .singleElement()
                .satisfies(labels -> assertThat(labels.snapshot().digest())
                        .isEqualTo(AnnotationJobs.LABELS.digest().value()));
        operator.stop();
        apply(AnnotationJobs.gated("\"0.95\""));
        HealthFixture.hold(current(), "changed");
        startOperator();
    }

    @Test
    void aRefusedSelectionIsToldAndItsJobsGoWithIt() {
        applyDataset();
        apply(AnnotationJobs.job(""));
        end(
                awaitJob("select"),
                42,
                new StepResult.Rejected("NothingToLabel", "of the 0 frames that spec.select holds, none"));

        assertThat(awaitReason("NothingToLabel").message()).contains("spec.select");
        assertThat(Conditions.isTrue(status().conditions(), "Stalled")).isTrue();
        String version = current().getMetadata().getResourceVersion();
        operator.stop();
        startOperator();
        assertThat(jobs()).as("the Dataset's and this one's").hasSize(2);
        assertThat(current().getMetadata().getResourceVersion()).isEqualTo(version);

        cluster.client()
                .resources(AnnotationJob.class)
                .inNamespace(cluster.namespace())
                .delete();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(jobs())
                .extracting(job -> job.getMetadata().getName())
                .allMatch(name -> name.startsWith("sidewalk-v1-")));
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        StepJobs steps = new StepJobs(
                new StepDefaults("localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of()));
        operator.register(
                new AnnotationJobReconciler(store, labeling, steps, announcer, InstantSource.system(), POLLING),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.register(
                new DatasetReconciler(store, steps, announcer, InstantSource.system()),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.start();
    }

    private void apply(AnnotationJob job) {
        AnnotationJob copy = new AnnotationJob();
        copy.getMetadata().setName(job.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(job.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    /** A Dataset that its own step has indexed. */
    private void applyDataset() {
        Dataset copy = new Dataset();
        copy.getMetadata().setName("sidewalk-v1");
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(AnnotationJobs.dataset(AnnotationJobs.ROWS).getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
        await().atMost(PATIENCE).until(() -> {
            DatasetStatus status = dataset("sidewalk-v1").getStatus();
            return status != null && status.job() != null;
        });
        succeed(dataset("sidewalk-v1").getStatus().job(), AnnotationJobs.manifest());
    }

    private void applyNext() {
        Dataset next = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk-v2}
                spec:
                  extends: [{name: sidewalk-v1}]
                  labelsFrom: [{name: label-night}]
                  classes: [road, sidewalk]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """, Dataset.class);
        next.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(next).fieldManager("argocd").serverSideApply();
    }

    /** The newest Job of a step that the status names. */
    private String awaitJob(String step) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            AnnotationJobStatus status = current().getStatus();
                            return status == null || status.job() == null ? "" : status.job();
                        },
                        job -> job.contains("-" + step + "-"));
    }

    private void succeed(String job, Object document) {
        end(job, 0, new StepResult.Succeeded(store.put(document)));
    }

    private void end(String job, int exitCode, StepResult result) {
        Pod pod = pods.awaitPod(job);
        pods.run(pod);
        pods.end(pod, exitCode, new String(Documents.write(result), StandardCharsets.UTF_8));
    }

    private Condition awaitReason(String reason) {
        await().atMost(PATIENCE).until(() -> {
            AnnotationJobStatus status = current().getStatus();
            return status != null
                    && Conditions.find(status.conditions(), "Ready")
                            .filter(ready -> ready.reason().equals(reason))
                            .isPresent();
        });
        return Conditions.find(status().conditions(), "Ready").orElseThrow();
    }

    private AnnotationJobStatus status() {
        return Objects.requireNonNull(current().getStatus());
    }

    private AnnotationJob current() {
        return cluster.client()
                .resources(AnnotationJob.class)
                .inNamespace(cluster.namespace())
                .withName("label-night")
                .get();
    }

    private Dataset dataset(String name) {
        return cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .withName(name)
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
