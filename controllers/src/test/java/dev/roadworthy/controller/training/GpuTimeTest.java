package dev.roadworthy.controller.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GpuTimeTest {

    private static final Digest INPUT = TrainingRuns.FIRST;
    private static final Instant START = Instant.parse("2026-10-01T12:00:00Z");

    @Test
    void everyTryCountsWithTheGpusThatItAskedFor() {
        List<Pod> pods = List.of(
                pod(INPUT, Map.of("nvidia.com/gpu", "2"), ended(30)),
                pod(INPUT, Map.of("amd.com/gpu", "1"), ended(7)),
                pod(INPUT, Map.of("memory", "32Gi"), ended(1000)),
                pod(TrainingRuns.SECOND, Map.of("nvidia.com/gpu", "1"), ended(500)));

        assertThat(GpuTime.ended(pods, INPUT)).isEqualTo(67);
    }

    @Test
    void aTrainerThatRunsCountsOnlyWhereItIsAboutToGo() {
        ContainerState running = new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(START.toString())
                .endRunning()
                .build();
        List<Pod> pods = List.of(pod(INPUT, Map.of("nvidia.com/gpu", "4"), running));

        assertThat(GpuTime.ended(pods, INPUT)).isZero();
        assertThat(GpuTime.until(pods, INPUT, START.plusSeconds(10))).isEqualTo(40);
    }

    @Test
    void whatIsCountedStaysWhenThePodsAreGoneAndCountsOnce() {
        List<Pod> pods = List.of(pod(INPUT, Map.of("nvidia.com/gpu", "1"), ended(60)));
        History history = new History(List.of(), 0);

        History counted = history.with(history.attempt(INPUT)).counted(pods, INPUT, START);

        assertThat(counted.gpuSeconds()).isEqualTo(60);
        assertThat(counted.counted(pods, INPUT, START)).isEqualTo(counted);
        assertThat(counted.counted(List.of(), INPUT, START)).isEqualTo(counted);
    }

    private static ContainerState ended(long seconds) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(0)
                .withStartedAt(START.toString())
                .withFinishedAt(START.plusSeconds(seconds).toString())
                .endTerminated()
                .build();
    }

    private static Pod pod(Digest input, Map<String, String> limits, ContainerState trainer) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withLabels(Map.of(StepLabels.INPUT, StepObserver.inputLabel(input)))
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("trainer")
                .withNewResources()
                .withLimits(limits.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, limit -> new Quantity(limit.getValue()))))
                .endResources()
                .endInitContainer()
                .endSpec()
                .withNewStatus()
                .addNewInitContainerStatus()
                .withName("trainer")
                .withState(trainer)
                .endInitContainerStatus()
                .endStatus()
                .build();
    }
}
