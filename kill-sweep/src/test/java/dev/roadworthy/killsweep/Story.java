package dev.roadworthy.killsweep;

import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One release of a line of its own, from its candidate to its ending. The test plays everybody but the operator: it
 * declares and approves, runs the packing pod, and drives the vehicles.
 */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String PACK_REQUEST = "document.roadworthy.dev/pack.json";
    // Enough that some, and not all, are in a half of them, whatever the line's name.
    private static final int VEHICLES = 12;

    private final String line;
    private final Cluster cluster;
    private final PodActor pods;
    private final ArtifactRoot artifacts;
    private final Road road;
    private final Path directory;
    private final Approvers approvers;
    private final Ending ending;
    private List<Vehicle> vehicles = List.of();

    Story(String line, Sweep.Setting setting) {
        this.line = line;
        this.approvers = setting.plot().approvers();
        this.ending = setting.plot().ending();
        this.cluster = setting.operator().cluster();
        this.pods = new PodActor(cluster);
        this.artifacts = setting.outside().artifacts();
        this.road = setting.outside().road();
        this.directory = setting.directory();
    }

    /** From the first object to its ending. */
    void tell() throws Exception {
        declare();
        apply(approvers.approved(line, awaitStatus("what is to be approved", approvers::areAsked)));
        pack(await("a Job")
                .atMost(PATIENCE)
                .until(
                        () -> jobs().stream()
                                .map(job -> job.getMetadata().getName())
                                .toList(),
                        jobs -> !jobs.isEmpty())
                .getFirst());
        vehicles = IntStream.range(0, VEHICLES)
                .mapToObj(number -> road.enrol(line, "%s-vehicle-%d".formatted(line, number), ending.latencyMs()))
                .toList();
        ending.act(this);
        // The stage is written down before what follows from it.
        awaitStatus(
                ending.reason(),
                status -> isReady(status, ending.reason())
                        && vehicles.stream().allMatch(vehicle -> vehicle.load(bundle(status)) == ending.load()));
    }

    private static boolean isReady(EdgeReleaseStatus status, String reason) {
        return status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals("Ready")
                                && condition.status() == Condition.Status.True
                                && condition.reason().equals(reason));
    }

    private static Digest bundle(EdgeReleaseStatus status) {
        return new Digest(status.bundle().digest());
    }

    /** How many of its vehicles run what, as the bridge knows. */
    Map<Vehicle.Load, Long> loads() {
        Digest bundle = bundle(release().getStatus());
        return vehicles.stream().collect(Collectors.groupingBy(vehicle -> vehicle.load(bundle), Collectors.counting()));
    }

    /** Takes away what it declared, and what came of it in the cluster. */
    void clear() {
        delete(EdgeRelease.class);
        delete(Job.class);
        delete(Pod.class);
        delete(Evaluation.class);
        delete(TrainingRun.class);
    }

    private <T extends HasMetadata> void delete(Class<T> kind) {
        var all = cluster.client().resources(kind).inNamespace(cluster.namespace());
        all.withGracePeriod(0).delete();
        await("no %s".formatted(kind.getSimpleName()))
                .atMost(PATIENCE)
                .until(() -> all.list().getItems().isEmpty());
    }

    private void declare() throws Exception {
        Declared declared = new Declared(line, cluster, artifacts);
        declared.create();
        approvers.declare(line, declared.release());
        apply(declared.release());
    }

    /** What a GitOps tool does. */
    void apply(String manifest) {
        cluster.client()
                .resource(Serialization.unmarshal(manifest, EdgeRelease.class))
                .fieldManager("argocd")
                .serverSideApply();
    }

    /** What the kubelet does: the worker as it is shipped, with the request of the pod. */
    private void pack(String job) throws IOException {
        Pod pod = pods.awaitPod(job);
        Path request = Files.writeString(
                directory.resolve(line + "-pack.json"),
                pod.getMetadata().getAnnotations().get(PACK_REQUEST));
        Path message = directory.resolve(line + "-termination");
        Application worker = new Application("worker/target/worker/worker.jar", directory.resolve("worker.log"))
                .env("ROADWORTHY_STORE", artifacts.uri())
                .env("ROADWORTHY_TERMINATION_LOG", message.toString())
                .env("AWS_REGION", "us-east-1")
                .env("AWS_ENDPOINT_URL_S3", artifacts.server().endpoint())
                .env("AWS_ACCESS_KEY_ID", artifacts.server().accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", artifacts.server().secretAccessKey());
        worker.start("pack", "--request", request.toString());
        pods.end(pod, worker.await(), Files.readString(message));
    }

    /** Waits for something of the release, while its vehicles ask the bridge and do what they are told. */
    EdgeReleaseStatus awaitStatus(String what, Predicate<EdgeReleaseStatus> expected) {
        return await(what + " of " + line)
                .atMost(PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(
                        () -> {
                            vehicles.forEach(Vehicle::move);
                            return release().getStatus();
                        },
                        status -> status != null && expected.test(status));
    }

    /** The titles of all pull requests about it that there ever were, sorted. */
    List<String> pullRequests() throws Exception {
        return approvers.pullRequests(line);
    }

    String line() {
        return line;
    }

    EdgeRelease release() {
        return cluster.client()
                .resources(EdgeRelease.class)
                .inNamespace(cluster.namespace())
                .withName(line)
                .get();
    }

    List<Job> jobs() {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .list()
                .getItems();
    }

    int pods() {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .size();
    }
}
