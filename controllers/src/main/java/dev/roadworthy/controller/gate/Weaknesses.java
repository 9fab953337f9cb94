package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.Weakness;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Metric;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Where a model is weakest, whatever the gates look at: that is where more frames help. */
public final class Weaknesses {

    private static final int LENGTH = 5;

    private Weaknesses() {}

    /** The lowest IoU of a class in a slice or in the whole split, on enough frames; lowest first. */
    public static List<Weakness> of(MetricReport report) {
        return report.metrics().stream()
                .filter(metric -> metric.name().equals(Gate.Metric.iou.name()))
                .filter(metric -> metric.value() != null && metric.className() != null)
                .filter(metric -> metric.frames() >= Judgement.MIN_SAMPLES)
                .sorted(Comparator.comparingDouble(Weaknesses::value))
                .limit(LENGTH)
                .map(metric -> new Weakness(
                        metric.slice(),
                        Objects.requireNonNull(metric.className()),
                        Gate.Metric.iou,
                        Estimate.down(BigDecimal.valueOf(value(metric))),
                        metric.frames()))
                .toList();
    }

    private static double value(Metric metric) {
        return Objects.requireNonNull(metric.value());
    }
}
