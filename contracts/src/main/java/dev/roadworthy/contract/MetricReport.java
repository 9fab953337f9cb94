package dev.roadworthy.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the step {@code evaluate} measured. The same inputs and seed give the same bytes; {@link Timing} is a document of
 * its own, which {@link EvaluateResult} names.
 *
 * @param format {@value #FORMAT}
 * @param metrics every metric for the whole split and each slice
 * @param page the report for people, HTML
 */
public record MetricReport(int format, List<Metric> metrics, ArtifactRef page) {

    public static final int FORMAT = 1;

    /** Resamples of the bootstrap. */
    public static final int RESAMPLES = 1000;

    /**
     * A measured metric. Intervals are percentile bootstrap intervals of 95 % over rides, since frames of one ride are
     * not independent.
     *
     * @param name {@code meanIoU}, {@code iou}, {@code recall} or {@code precision}
     * @param className the class; null for a mean over classes
     * @param slice the slice; null for the whole split
     * @param value 0 to 1; null where there is nothing to measure it on. A mean is over the named classes,
     *     without background, that are in masks or predictions
     * @param low lower end of the interval; null with fewer than two rides
     * @param high upper end of the interval
     * @param frames that were measured
     * @param rides that they are of
     * @param difference model minus baseline on the same frames; null without a baseline
     */
    public record Metric(
            String name,
            @Nullable String className,
            @Nullable String slice,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            long frames,
            long rides,
            @Nullable Difference difference) {}

    /**
     * A paired difference, resampled together.
     *
     * @param value model minus baseline
     * @param low lower end of the interval
     * @param high upper end of the interval
     */
    public record Difference(
            double value, @Nullable Double low, @Nullable Double high) {}

    /**
     * How fast and how large the model was where it was measured.
     *
     * @param latencyMsP50 milliseconds of one inference with a batch of one, median
     * @param latencyMsP95 milliseconds, 95th percentile
     * @param framesPerSecond in the evaluation itself
     * @param peakMemoryMiB of the process
     */
    public record Timing(double latencyMsP50, double latencyMsP95, double framesPerSecond, long peakMemoryMiB) {}
}
