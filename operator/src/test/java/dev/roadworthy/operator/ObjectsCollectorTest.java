package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectsCollectorTest {

    @Test
    void countsByReadyReasonAndWhetherSomebodyMustAct() {
        ObjectsCollector collector = new ObjectsCollector(() -> Stream.of(
                run(condition("Ready", Status.True, "Trained")),
                run(condition("Ready", Status.True, "Trained"), condition("Current", Status.False, "DatasetChanged")),
                run(condition("Ready", Status.False, "OutOfMemory"), condition("Stalled", Status.True, "OutOfMemory")),
                run(
                        condition("Ready", Status.False, "PodPending"),
                        condition("Reconciling", Status.True, "PodPending")),
                new TrainingRun()));

        assertThat(samples(collector))
                .isEqualTo(Map.of(
                        "TrainingRun True Trained false", 2.0,
                        "TrainingRun False OutOfMemory true", 1.0,
                        "TrainingRun False PodPending false", 1.0,
                        "TrainingRun Unknown Unseen false", 1.0));
    }

    @Test
    void whatIsGoneIsNoLongerCounted() {
        List<TrainingRun> objects = new ArrayList<>(List.of(run(condition("Ready", Status.True, "Trained"))));
        ObjectsCollector collector = new ObjectsCollector(objects::stream);
        assertThat(samples(collector)).hasSize(1);

        objects.clear();

        assertThat(samples(collector)).isEmpty();
    }

    private static Map<String, Double> samples(ObjectsCollector collector) {
        return collector.collect().getFirst().samples.stream()
                .collect(Collectors.toMap(sample -> String.join(" ", sample.labelValues), sample -> sample.value));
    }

    private static TrainingRun run(Condition... conditions) {
        TrainingRun run = new TrainingRun();
        run.setStatus(new TrainingRunStatus(1L, null, null, null, null, null, null, null, null, List.of(conditions)));
        return run;
    }

    private static Condition condition(String type, Status status, String reason) {
        return new Condition(type, status, reason, "m", "2026-10-01T12:00:00Z", 1L);
    }
}
