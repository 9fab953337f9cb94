package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedLabels;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.api.v1alpha1.SecretRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The index step that a Dataset asks for. */
public final class IndexStep {

    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("500m"), "memory", new IntOrString("512Mi")),
            Map.of("memory", new IntOrString("2Gi")));

    private IndexStep() {}

    /**
     * The step of a Dataset.
     *
     * @param inputs what its references are pinned to
     */
    static Step of(Dataset dataset, Inputs inputs) {
        DatasetSpec spec = dataset.getSpec();
        return Step.of(
                dataset,
                "index",
                request(spec, inputs),
                Objects.requireNonNullElse(spec.resources(), DEFAULT_RESOURCES),
                sourceSecret(spec));
    }

    /** The Secret of the Dataset's own source: those of others are not read again. */
    private static @Nullable String sourceSecret(DatasetSpec spec) {
        SecretRef secret = spec.source() == null ? null : spec.source().secretRef();
        return secret == null ? null : secret.name();
    }

    /**
     * All that can change what is indexed. Limits of checks are no part of it: they are judged on what was counted.
     *
     * @param inputs what its references are pinned to
     */
    public static IndexRequest request(DatasetSpec spec, Inputs inputs) {
        DatasetSpec.@Nullable Source source = spec.source();
        DatasetSpec.Percent percent = spec.split().percent();
        return new IndexRequest(
                IndexRequest.FORMAT,
                source == null ? null : source(source),
                spec.classes(),
                new TreeMap<>(source == null ? Map.of() : Objects.requireNonNullElse(source.labelValues(), Map.of())),
                new IndexRequest.Split(
                        Objects.requireNonNullElse(spec.split().seed(), 0L),
                        percent.train(),
                        percent.validation(),
                        percent.test()),
                Objects.requireNonNullElse(spec.slices(), List.<DatasetSpec.Slice>of()).stream()
                        .map(slice -> new IndexRequest.Slice(slice.name(), slice.where()))
                        .toList(),
                sensors(spec.checks()),
                inputs.equals(Inputs.NONE) ? null : earlier(inputs));
    }

    private static IndexRequest.Source source(DatasetSpec.Source source) {
        return new IndexRequest.Source(
                source.uri(),
                switch (source.layout()) {
                    case RideLog -> IndexRequest.Layout.RideLog;
                    case LabelledFrames -> IndexRequest.Layout.LabelledFrames;
                },
                source.ridePattern());
    }

    /** Sorted by name: the order in the spec changes no result, and so must not make another request. */
    private static IndexRequest.Earlier earlier(Inputs inputs) {
        return new IndexRequest.Earlier(
                inputs.extended().stream()
                        .sorted(Comparator.comparing(PinnedDataset::name))
                        .map(pin -> new IndexRequest.Part(
                                pin.name(), new Digest(pin.digest()), Artifacts.inDocument(pin.manifest())))
                        .toList(),
                inputs.labelsFrom().stream()
                        .sorted(Comparator.comparing(PinnedLabels::name))
                        .map(pin -> new IndexRequest.Labels(pin.name(), Artifacts.inDocument(pin.snapshot())))
                        .toList());
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
