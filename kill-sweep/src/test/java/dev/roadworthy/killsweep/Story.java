package dev.roadworthy.killsweep;

import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One release of a line of its own, from its candidate to the last vehicle. The test plays everybody but the operator: it
 * declares and approves, runs the packing pod, and drives the vehicles.
 */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
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

    Story(String line, OperatorProcess operator, Outside outside, Path directory) {
        this.line = line;
        this.cluster = operator.cluster();
        this.approvers = operator.approvers();
        this.pods = new PodActor(cluster);
        this.artifacts = outside.artifacts();
        this.road = outside.road();
        this.directory = directory;
    }

    /** From the first object to {@code RolledOut}. */
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
        List<Vehicle> vehicles = IntStream.range(0, VEHICLES)
                .mapToObj(number -> road.enrol(line, "%s-vehicle-%d".formatted(line, number)))
                .toList();
        awaitStatus("every vehicle", status -> {
            vehicles.forEach(Vehicle::move);
            return status.rollout() != null
                    && status.rollout().stage() == EdgeReleaseStatus.Stage.RolledOut
                    // The stage is written down before what follows from it.
                    && isReady(status)
                    && vehicles.stream().allMatch(Vehicle::isRunning);
        });
    }

    private static boolean isReady(EdgeReleaseStatus status) {
        return status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals("Ready") && condition.status() == Condition.Status.True);
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

    /** A model and its Evaluation as their own controllers leave them, and a release that nobody approved. */
    private void declare() throws Exception {
        // A model of its own: else the signature over it would be there before the operator makes it.
        ArtifactRef network = artifacts.put("the network of %s".formatted(line).getBytes(StandardCharsets.UTF_8));
        ArtifactRef manifest = artifacts.put(Documents.write(new ModelManifest(
                ModelManifest.FORMAT,
                List.of(new ModelManifest.File(ModelManifest.MODEL, network)),
                13,
                new ModelManifest.Input("image", 160, 120),
                new ModelManifest.Output("logits", List.of("background", "road")),
                network.bytes())));
        create(TrainingRun.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: trained}
                spec: {datasetRef: {name: sidewalk}, image: registry.example.org/trainer@%1$s}
                status:
                  observedGeneration: 1
                  model: {uri: '%2$s', digest: '%1$s', manifestBytes: %3$d, bytes: %4$d, opset: 13}
                  conditions:
                    - {type: Ready, status: "True", reason: Trained, message: trained, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                """.formatted(manifest.digest(), manifest.uri(), manifest.bytes(), network.bytes()));
        create(Evaluation.class, """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: evaluated}
                spec:
                  modelRef: {name: trained}
                  datasetRef: {name: sidewalk}
                  gates: [{metric: meanIoU, min: "0.60"}]
                status:
                  observedGeneration: 1
                  pins:
                    model: {name: trained, digest: '%1$s', manifest: {uri: '%2$s', digest: '%1$s', bytes: %3$d}}
                    dataset: {name: sidewalk, digest: '%1$s', manifest: {uri: '%2$s', digest: '%1$s', bytes: %3$d}, classes: [road]}
                    slices: [{name: night, where: sun_elevation < -6}]
                  verdict: Passed
                  report: {uri: '%2$s', digest: '%1$s', bytes: %3$d}
                  conditions:
                    - {type: Ready, status: "True", reason: Measured, message: measured, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                    - {type: Passed, status: "True", reason: Passed, message: 1 of 1 gates passed, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 1}
                """.formatted(manifest.digest(), manifest.uri(), manifest.bytes()));
        String unapproved = manifest();
        approvers.declare(line, unapproved);
        apply(unapproved);
    }

    private <S, T extends CustomResource<?, S>> void create(Class<T> kind, String yaml) {
        T object = Serialization.unmarshal(yaml, kind);
        S status = object.getStatus();
        var resources = cluster.client().resources(kind).inNamespace(cluster.namespace());
        resources.resource(object).create();
        resources.withName(object.getMetadata().getName()).editStatus(created -> {
            created.setStatus(status);
            return created;
        });
    }

    private String manifest() {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  modelRef: {name: trained}
                  evaluationRefs: [{name: evaluated}]
                  line: %1$s
                  version: 1.0.0
                  compatibility: {hardware: [%3$s], onnxRuntime: ">=1.17"}
                  rollout:
                    waves: [{name: canary, percent: 50, soak: 1s}, {name: all, percent: 100, soak: 1s}]
                """.formatted(line, cluster.namespace(), Road.HARDWARE);
    }

    private void apply(String manifest) {
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

    private EdgeReleaseStatus awaitStatus(String what, Predicate<EdgeReleaseStatus> expected) {
        return await(what + " of " + line)
                .atMost(PATIENCE)
                .until(() -> release().getStatus(), status -> status != null && expected.test(status));
    }

    /** How many ever asked for its approval. */
    int pullRequests() throws Exception {
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
