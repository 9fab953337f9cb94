package dev.roadworthy.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the kubelet: offers a node, and reports how the containers of pods end. All else (scheduling, the counting of
 * failures, retries, garbage collection) is upstream's own.
 */
public final class PodActor {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";

    private final Cluster cluster;

    public PodActor(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Adds a node with 8 CPUs, 32 GiB and these extended resources. */
    public void offerNode(String name, Map<String, String> extendedResources) {
        Map<String, Quantity> capacity = new HashMap<>();
        capacity.put("cpu", new Quantity("8"));
        capacity.put("memory", new Quantity("32Gi"));
        capacity.put("pods", new Quantity("110"));
        extendedResources.forEach((key, value) -> capacity.put(key, new Quantity(value)));
        String now = Instant.now().toString();
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("Played")
                .withMessage("played by a test")
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(now)
                .endCondition()
                .endStatus()
                .build();
        var nodes = cluster.client().nodes();
        nodes.resource(node).createOr(NonDeletingOperation::update);
        nodes.resource(node)
                .editStatus(current ->
                        new NodeBuilder(current).withStatus(node.getStatus()).build());
    }

    /** Waits for an unfinished pod of this Job that has a node. */
    public Pod awaitPod(String job) {
        return await().atMost(PATIENCE)
                .until(
                        () -> cluster
                                .client()
                                .pods()
                                .inNamespace(cluster.namespace())
                                .withLabel(JOB_NAME, job)
                                .list()
                                .getItems()
                                .stream()
                                .filter(pod -> pod.getSpec().getNodeName() != null)
                                .filter(pod -> !List.of("Succeeded", "Failed")
                                        .contains(pod.getStatus().getPhase()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The pod's container runs. */
    public void run(Pod pod) {
        report(
                pod,
                "Running",
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(Instant.now().toString())
                        .endRunning());
    }

    /**
     * The pod's container has ended.
     *
     * @param exitCode 0 for success
     * @param message what it wrote as its termination message
     */
    public void end(Pod pod, int exitCode, String message) {
        end(pod, exitCode, exitCode == 0 ? "Completed" : "Error", message);
    }

    /** As {@link #end(Pod, int, String)}, with the reason that the kubelet gives, for example {@code OOMKilled}. */
    public void end(Pod pod, int exitCode, String reason, String message) {
        report(
                pod,
                exitCode == 0 ? "Succeeded" : "Failed",
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(reason)
                        .withMessage(message)
                        .withStartedAt(Instant.now().toString())
                        .withFinishedAt(Instant.now().toString())
                        .endTerminated());
    }

    private void report(Pod pod, String phase, ContainerStateBuilder state) {
        var container = pod.getSpec().getContainers().getFirst();
        Pod current = cluster.client().resource(pod).get();
        cluster.client()
                .resource(new PodBuilder(current)
                        .editStatus()
                        .withPhase(phase)
                        .withContainerStatuses(new ContainerStatusBuilder()
                                .withName(container.getName())
                                .withImage(container.getImage())
                                .withImageID("")
                                .withReady(false)
                                .withRestartCount(0)
                                .withState(state.build())
                                .build())
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
