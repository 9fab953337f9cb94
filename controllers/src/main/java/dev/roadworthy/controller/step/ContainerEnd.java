package dev.roadworthy.controller.step;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container that decided how a pod ended: the first that failed, else the last one of the plan.
 *
 * @param container which
 * @param exitCode of its process
 * @param reason what the kubelet calls it, for example {@code OOMKilled}; may be empty
 * @param message what it left to say; may be empty
 * @param at when, RFC 3339; empty where the kubelet does not say
 */
record ContainerEnd(StepContainer container, int exitCode, String reason, String message, String at) {

    /** Empty for a pod that was taken away between two of its containers, or has not ended. */
    static Optional<ContainerEnd> of(PodPlan plan, Pod pod) {
        List<ContainerEnd> ends = plan.containers().stream()
                .flatMap(container -> statuses(pod)
                        .filter(status -> status.getName().equals(container.name()))
                        .filter(status ->
                                status.getState() != null && status.getState().getTerminated() != null)
                        .map(status -> of(container, status.getState().getTerminated())))
                .toList();
        return ends.stream().filter(end -> end.exitCode() != 0).findFirst().or(() -> ends.stream()
                .filter(end -> end.container().equals(plan.last()))
                .findFirst());
    }

    private static ContainerEnd of(StepContainer container, ContainerStateTerminated end) {
        return new ContainerEnd(
                container,
                end.getExitCode(),
                Objects.requireNonNullElse(end.getReason(), ""),
                Objects.requireNonNullElse(end.getMessage(), ""),
                Objects.requireNonNullElse(end.getFinishedAt(), ""));
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }
}
