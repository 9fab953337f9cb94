package dev.roadworthy.operator;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many objects stand how. They are counted when they are asked for, from what is watched: nothing is kept that a
 * deletion or a restart could make wrong.
 */
final class ObjectsCollector extends Collector {

    static final String OBJECTS = "roadworthy_objects";

    private static final List<String> LABELS = List.of("kind", "ready", "reason", "stalled");
    private static final String UNSEEN = "Unseen";

    private final Supplier<Stream<? extends HasMetadata>> objects;

    /**
     * Counts these.
     *
     * @param objects all that are there now
     */
    ObjectsCollector(Supplier<Stream<? extends HasMetadata>> objects) {
        this.objects = objects;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily family = new GaugeMetricFamily(OBJECTS, "Objects, by how they stand", LABELS);
        Map<List<String>, Long> counts =
                objects.get().collect(Collectors.groupingBy(ObjectsCollector::labels, Collectors.counting()));
        counts.forEach((labels, count) -> family.addMetric(labels, count));
        return List.of(family);
    }

    private static List<String> labels(HasMetadata object) {
        @Nullable List<Condition> conditions = conditions(object);
        Optional<Condition> ready = Conditions.find(conditions, OutcomeConditions.READY);
        return List.of(
                object.getKind(),
                ready.map(Condition::status).orElse(Status.Unknown).name(),
                ready.map(Condition::reason).orElse(UNSEEN),
                Boolean.toString(Conditions.isTrue(conditions, OutcomeConditions.STALLED)));
    }

    private static @Nullable List<Condition> conditions(HasMetadata object) {
        return object instanceof CustomResource<?, ?> resource
                        && resource.getStatus() instanceof RoadworthyStatus status
                ? status.conditions()
                : null;
    }
}
