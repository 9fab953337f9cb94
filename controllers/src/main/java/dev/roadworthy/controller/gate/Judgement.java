package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Metric;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gate comes to on one slice, or on the whole split.
 *
 * @param gate what is asked for
 * @param slice where; null for the whole split
 * @param metric what was measured there; null where the report has no such metric
 */
record Judgement(
        Gate gate, @Nullable String slice, @Nullable Metric metric) {

    /** Labelled frames that a gate asks for where it does not say: whoever accepts fewer writes that down. */
    static final long MIN_SAMPLES = 30;

    /** The worst first: failed before undecided before passed, and each by how far it is from its limit. */
    static final Comparator<Judgement> WORST_FIRST = Comparator.comparing(Judgement::rank)
            .thenComparing(Judgement::margin, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** One a slice where the gate is on every slice; else a single one. */
    static List<Judgement> of(Gate gate, List<String> slices, MetricReport report) {
        return Gate.EVERY_SLICE.equals(gate.slice())
                ? slices.stream().map(slice -> of(gate, slice, report)).toList()
                : List.of(of(gate, gate.slice(), report));
    }

    private static Judgement of(Gate gate, @Nullable String slice, MetricReport report) {
        return new Judgement(gate, slice, find(gate, slice, report));
    }

    private static @Nullable Metric find(Gate gate, @Nullable String slice, MetricReport report) {
        Optional<Metric> found = report.metrics().stream()
                .filter(metric -> metric.name().equals(gate.metric().name()))
                .filter(metric -> Objects.equals(metric.className(), gate.className()))
                .filter(metric -> Objects.equals(metric.slice(), slice))
                .findFirst();
        return found.orElse(null);
    }

    /** Too few samples decide nothing, however good or bad the value looks; nor does a value that is not there. */
    Verdict result() {
        @Nullable BigDecimal margin = margin();
        if (margin == null || samples() < minSamples()) {
            return Verdict.Inconclusive;
        }
        return margin.signum() >= 0 ? Verdict.Passed : Verdict.Failed;
    }

    JudgedGate judged(@Nullable Integer slices) {
        @Nullable Estimate estimate = estimate();
        return new JudgedGate(
                gate.metric(),
                gate.className(),
                slice,
                slices,
                estimate == null ? null : estimate.valueText(),
                estimate == null ? null : estimate.lowText(),
                estimate == null ? null : estimate.highText(),
                Limit.of(gate).text(),
                samples(),
                minSamples(),
                metric == null ? 0 : metric.rides(),
                result());
    }

    private int rank() {
        return switch (result()) {
            case Failed -> 0;
            case Inconclusive -> 1;
            case Passed -> 2;
        };
    }

    private @Nullable BigDecimal margin() {
        @Nullable Estimate estimate = estimate();
        return estimate == null ? null : Limit.of(gate).margin(estimate.value());
    }

    private @Nullable Estimate estimate() {
        return metric == null ? null : Limit.of(gate).estimate(metric);
    }

    private long samples() {
        return metric == null ? 0 : metric.frames();
    }

    private long minSamples() {
        return Objects.requireNonNullElse(gate.minSamples(), MIN_SAMPLES);
    }

    /** One line for people, for example {@code recall of sidewalk in night is 0.0042 [0.0011, 0.0093], limit min 0.30}. */
    String text() {
        @Nullable Estimate estimate = estimate();
        return "%s%s%s is %s, limit %s%s"
                .formatted(
                        gate.metric(),
                        gate.className() == null ? "" : " of " + gate.className(),
                        slice == null ? "" : " in " + slice,
                        estimate == null ? "not measurable" : text(estimate),
                        Limit.of(gate).text(),
                        result() == Verdict.Inconclusive ? shortage(estimate) : "");
    }

    private static String text(Estimate estimate) {
        return estimate.lowText() == null
                ? "%s (no interval: one ride)".formatted(estimate.valueText())
                : "%s [%s, %s]".formatted(estimate.valueText(), estimate.lowText(), estimate.highText());
    }

    private String shortage(@Nullable Estimate estimate) {
        if (samples() < minSamples()) {
            return " (%d labelled frames of %d)".formatted(samples(), minSamples());
        }
        return estimate == null ? " (these frames have nothing to measure it on)" : "";
    }
}
