package dev.roadworthy.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.status.Conditions;
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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Dataset made of two others on a real API server; all three are reconciled, and the test plays the kubelet. */
@RealApiServer
class DatasetUnionIT {

    private static final Digest DAY = Digest.of("day".getBytes(StandardCharsets.UTF_8));
    private static final Digest NIGHT = Digest.of("night".getBytes(StandardCharsets.UTF_8));
    private static final Digest LATER = Digest.of("later".getBytes(StandardCharsets.UTF_8));

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
    void aUnionWaitsForItsPartsPinsThemAndOutlivesTheirChange() {
        apply(Datasets.union(""));
        assertThat(awaitReason("sidewalk-v2", "DatasetDangling").message())
                .contains("spec.extends names Dataset sidewalk-v1", cluster.namespace());
        assertThat(jobs()).isEmpty();

        index("sidewalk-v1", "", DAY);
        index("sidewalk-night", "", NIGHT);
        succeed(job("sidewalk-v2"), Datasets.manifest(Map.of(), 0));

        assertThat(awaitReason("sidewalk-v2", "Indexed").status()).isEqualTo(Status.True);
        assertThat(current("sidewalk-v2").getStatus().inputs().extended())
                .extracting(PinnedDataset::digest)
                .containsExactly(DAY.value(), NIGHT.value());
        awaitCurrent("sidewalk-v2", Status.True);
        int jobs = jobs().size();

        index("sidewalk-night", "slices: [{name: all, where: \"true\"}]", LATER);

        Condition current = awaitCurrent("sidewalk-v2", Status.False);
        assertThat(current.reason()).isEqualTo("UpstreamChanged");
        assertThat(current.message()).contains(NIGHT.value(), LATER.value());
        assertThat(ready("sidewalk-v2").status()).isEqualTo(Status.True);
        assertThat(jobs()).as("one more for the part, none for the union").hasSize(jobs + 1);
        String version = current("sidewalk-v2").getMetadata().getResourceVersion();
        operator.stop();
        startOperator();
        assertThat(current("sidewalk-v2").getMetadata().getResourceVersion())
                .as("no write where nothing changes")
                .isEqualTo(version);
    }

    @Test
    void whatTheStepRefusesIsTriedAgainOnceAPartHasChanged() {
        index("sidewalk-v1", "", DAY);
        index("sidewalk-night", "", NIGHT);
        apply(Datasets.union(""));
        String first = job("sidewalk-v2");
        end(first, 42, new StepResult.Rejected("ClassesDiffer", "Dataset sidewalk-night has the classes [road]"));
        awaitReason("sidewalk-v2", "ClassesDiffer");

        index("sidewalk-night", "slices: [{name: all, where: \"true\"}]", LATER);

        String second =
                await().atMost(Duration.ofSeconds(30)).until(() -> job("sidewalk-v2"), job -> !job.equals(first));
        succeed(second, Datasets.flawless());
        awaitReason("sidewalk-v2", "Indexed");
    }

    /** A part that its own step has indexed to this digest. */
    private void index(String name, String lines, Digest digest) {
        Dataset dataset = Datasets.dataset(lines);
        dataset.getMetadata().setName(name);
        Optional<String> before =
                Optional.ofNullable(current(name)).map(d -> d.getStatus().job());
        apply(dataset);
        String job = await().atMost(Duration.ofSeconds(30))
                .until(() -> job(name), found -> before.filter(found::equals).isEmpty());
        succeed(job, Datasets.of(digest));
        awaitReason(name, "Indexed");
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

    private void apply(Dataset dataset) {
        Dataset copy = new Dataset();
        copy.getMetadata().setName(dataset.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(dataset.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    private String job(String name) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Dataset now = current(name);
                            return now.getStatus() != null
                                            && now.getMetadata()
                                                    .getGeneration()
                                                    .equals(now.getStatus().observedGeneration())
                                    ? now.getStatus().job()
                                    : null;
                        },
                        job -> job != null);
    }

    private void succeed(String job, Object document) {
        end(job, 0, new StepResult.Succeeded(store.put(document)));
    }

    private void end(String job, int exitCode, StepResult result) {
        Pod pod = pods.awaitPod(job);
        pods.run(pod);
        pods.end(pod, exitCode, new String(Documents.write(result), StandardCharsets.UTF_8));
    }

    private Condition awaitReason(String name, String reason) {
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            Dataset now = current(name);
            return now.getStatus() != null
                    && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
                    && reason.equals(ready(name).reason());
        });
        return ready(name);
    }

    private Condition awaitCurrent(String name, Status status) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Conditions.find(current(name).getStatus().conditions(), "Current")
                                .orElse(null),
                        condition -> condition != null && condition.status() == status);
    }

    private Condition ready(String name) {
        return Conditions.find(current(name).getStatus().conditions(), "Ready").orElseThrow();
    }

    private Dataset current(String name) {
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
