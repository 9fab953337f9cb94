package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.api.v1alpha1.SecretRef;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.controller.step.Step;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The index step that a Dataset asks for. */
final class IndexStep {

    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("500m"), "memory", new IntOrString("512Mi")),
            Map.of("memory", new IntOrString("2Gi")));

    private IndexStep() {}

    static Step of(Dataset dataset) {
        DatasetSpec spec = dataset.getSpec();
        SecretRef secret = spec.source().secretRef();
        return Step.of(
                dataset,
                "index",
                request(spec),
                Objects.requireNonNullElse(spec.resources(), DEFAULT_RESOURCES),
                secret == null ? null : secret.name());
    }

    static IndexRequest request(DatasetSpec spec) {
        DatasetSpec.Source source = spec.source();
        DatasetSpec.Percent percent = spec.split().percent();
        return new IndexRequest(
                IndexRequest.FORMAT,
                new IndexRequest.Source(
                        source.uri(),
                        switch (source.layout()) {
                            case RideLog -> IndexRequest.Layout.RideLog;
                            case LabelledFrames -> IndexRequest.Layout.LabelledFrames;
                        },
                        source.ridePattern()),
                spec.classes(),
                new TreeMap<>(Objects.requireNonNullElse(source.labelValues(), Map.of())),
                new IndexRequest.Split(
                        Objects.requireNonNullElse(spec.split().seed(), 0L),
                        percent.train(),
                        percent.validation(),
                        percent.test()),
                Objects.requireNonNullElse(spec.slices(), List.<DatasetSpec.Slice>of()).stream()
                        .map(slice -> new IndexRequest.Slice(slice.name(), slice.where()))
                        .toList(),
                sensors(spec.checks()));
    }

    private static IndexRequest.Sensors sensors(DatasetSpec.@Nullable Checks checks) {
        return checks == null || checks.sensors() == null
                ? new IndexRequest.Sensors(null, null)
                : new IndexRequest.Sensors(
                        sensor(checks.sensors().imu()), sensor(checks.sensors().gps()));
    }

    private static IndexRequest.@Nullable Sensor sensor(DatasetSpec.@Nullable Sensor sensor) {
        return sensor == null ? null : new IndexRequest.Sensor(sensor.minRateHz(), sensor.maxSkewMs());
    }
}
