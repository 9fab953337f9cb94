package dev.roadworthy.controller.training;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GPU seconds, from what the kubelet says of the trainers' containers. A GPU is an extended resource whose name ends with
 * {@code /gpu}, for example {@code nvidia.com/gpu}.
 */
final class GpuTime {

    private static final String GPU = "/gpu";

    private GpuTime() {}

    /** Of all pods for this input whose trainers have ended. */
    static long ended(Collection<Pod> pods, Digest inputHash) {
        return seconds(pods, inputHash, null);
    }

    /** The same, with trainers that still run counted until now: their pods are about to go. */
    static long until(Collection<Pod> pods, Digest inputHash, Instant now) {
        return seconds(pods, inputHash, now);
    }

    private static long seconds(Collection<Pod> pods, Digest inputHash, @Nullable Instant now) {
        String label = StepObserver.inputLabel(inputHash);
        return pods.stream()
                .filter(pod -> label.equals(pod.getMetadata().getLabels().get(StepLabels.INPUT)))
                .filter(pod -> pod.getStatus() != null)
                .mapToLong(pod -> gpus(pod) * ran(pod, now))
                .sum();
    }

    private static long gpus(Pod pod) {
        return pod.getSpec().getInitContainers().stream()
                .filter(container -> TrainingStep.TRAINER.equals(container.getName()))
                .map(Container::getResources)
                .filter(Objects::nonNull)
                .filter(resources -> resources.getLimits() != null)
                .flatMap(resources -> resources.getLimits().entrySet().stream())
                .filter(limit -> limit.getKey().endsWith(GPU))
                .map(Map.Entry::getValue)
                .mapToLong(GpuTime::count)
                .sum();
    }

    private static long count(Quantity quantity) {
        return quantity.getNumericalAmount().longValue();
    }

    private static long ran(Pod pod, @Nullable Instant now) {
        return pod.getStatus().getInitContainerStatuses().stream()
                .filter(status -> TrainingStep.TRAINER.equals(status.getName()))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .mapToLong(state -> ran(state, now))
                .sum();
    }

    private static long ran(ContainerState state, @Nullable Instant now) {
        if (state.getTerminated() != null) {
            return between(
                    state.getTerminated().getStartedAt(), state.getTerminated().getFinishedAt());
        }
        return now == null || state.getRunning() == null
                ? 0
                : between(state.getRunning().getStartedAt(), now.toString());
    }

    private static long between(@Nullable String start, @Nullable String end) {
        return start == null || end == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(start), Instant.parse(end))
                                .toSeconds());
    }
}
