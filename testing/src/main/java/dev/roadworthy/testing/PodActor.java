package dev.roadworthy.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        // Test classes beside each other offer the same.
        var offered = cluster.client().nodes().resource(node);
        offered.fieldManager("played-kubelet").serverSideApply();
        insist(() -> offered.editStatus(
                current -> new NodeBuilder(current).withStatus(node.getStatus()).build()));
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

    /** Waits until the pod is told to go, as a kubelet sees it; it goes once its containers have ended. */
    public void awaitStop(Pod pod) {
        await().atMost(PATIENCE)
                .until(() -> cluster.client().resource(pod).get().getMetadata().getDeletionTimestamp() != null);
    }

    /** The pod's container runs. */
    public void run(Pod pod) {
        run(pod, main(pod));
    }

    /** One of the pod's containers runs. */
    public void run(Pod pod, String container) {
        report(
                pod,
                container,
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(Instant.now().toString())
                        .endRunning()
                        .build());
    }

    /**
     * The pod's container has ended.
     *
     * @param exitCode 0 for success
     * @param message what it wrote as its termination message
     */
    public void end(Pod pod, int exitCode, String message) {
        end(pod, main(pod), Ending.of(exitCode, message));
    }

    /** As {@link #end(Pod, int, String)}, with the reason that the kubelet gives, for example {@code OOMKilled}. */
    public void end(Pod pod, int exitCode, String reason, String message) {
        end(pod, main(pod), new Ending(exitCode, reason, message, Duration.ZERO));
    }

    /** One of the pod's containers has ended. */
    public void end(Pod pod, String container, Ending ending) {
        // A kubelet has no fractions of a second.
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        report(
                pod,
                container,
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(ending.exitCode())
                        .withReason(ending.reason())
                        .withMessage(ending.message())
                        .withStartedAt(now.minus(ending.ran()).toString())
                        .withFinishedAt(now.toString())
                        .endTerminated()
                        .build());
    }

    private static String main(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getName();
    }

    private void report(Pod pod, String container, ContainerState state) {
        insist(() -> cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withName(pod.getMetadata().getName())
                .editStatus(current -> told(current, container, state)));
    }

    /** Controllers write to the same objects meanwhile: like a kubelet, look again and say it again. */
    private static void insist(Runnable edit) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> isDone(edit));
    }

    private static boolean isDone(Runnable edit) {
        try {
            edit.run();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static Pod told(Pod current, String container, ContainerState state) {
        List<ContainerStatus> init = updated(
                current.getSpec().getInitContainers(),
                current.getStatus().getInitContainerStatuses(),
                container,
                state);
        List<ContainerStatus> main = updated(
                current.getSpec().getContainers(), current.getStatus().getContainerStatuses(), container, state);
        return new PodBuilder(current)
                .editStatus()
                .withPhase(phase(init, main))
                .withInitContainerStatuses(init)
                .withContainerStatuses(main)
                .endStatus()
                .build();
    }

    /** As a kubelet has it: a pod is pending until its init containers are done. */
    private static String phase(List<ContainerStatus> init, List<ContainerStatus> main) {
        if (Stream.concat(init.stream(), main.stream()).anyMatch(PodActor::failed)) {
            return "Failed";
        }
        if (!main.isEmpty()) {
            return main.stream().allMatch(status -> status.getState().getTerminated() != null)
                    ? "Succeeded"
                    : "Running";
        }
        return "Pending";
    }

    private static boolean failed(ContainerStatus status) {
        return status.getState().getTerminated() != null
                && status.getState().getTerminated().getExitCode() != 0;
    }

    /** The statuses of these containers, in their order, with the new state of the named one. */
    private static List<ContainerStatus> updated(
            List<Container> containers, List<ContainerStatus> statuses, String name, ContainerState state) {
        List<ContainerStatus> updated = new ArrayList<>();
        for (Container container : containers) {
            if (container.getName().equals(name)) {
                updated.add(new ContainerStatusBuilder()
                        .withName(name)
                        .withImage(container.getImage())
                        .withImageID("")
                        .withReady(false)
                        .withRestartCount(0)
                        .withState(state)
                        .build());
            } else {
                statuses.stream()
                        .filter(status -> status.getName().equals(container.getName()))
                        .forEach(updated::add);
            }
        }
        return updated;
    }
}
