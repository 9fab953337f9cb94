package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.MetricReport.Difference;
import dev.roadworthy.contract.MetricReport.Metric;
import dev.roadworthy.worker.evaluate.Bootstrap.Interval;
import dev.roadworthy.worker.evaluate.Bootstrap.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes metrics of tallies.
 *
 * @param classes of the dataset, without background
 * @param seed of the bootstrap
 */
record Metrics(List<String> classes, long seed) {

    /** Every metric of a split or slice: the mean IoU, then IoU, recall and precision of each class. */
    List<Metric> of(@Nullable String slice, Tally tally) {
        List<Sample> rides = tally.rides();
        Bootstrap bootstrap = Bootstrap.of(rides, seed);
        @Nullable Sample whole = rides.isEmpty() ? null : Bootstrap.sum(rides);
        List<Metric> metrics = new ArrayList<>();
        for (Named named : measures()) {
            Measure measure = named.measure();
            double value = whole == null ? Double.NaN : measure.of(whole.model());
            Interval interval = bootstrap.interval(sample -> measure.of(sample.model()));
            boolean known = !Double.isNaN(value);
            metrics.add(new Metric(
                    measure.id(),
                    named.className(),
                    slice,
                    known ? value : null,
                    known && interval != null ? interval.low() : null,
                    known && interval != null ? interval.high() : null,
                    tally.frames(),
                    rides.size(),
                    whole == null ? null : difference(measure, whole, bootstrap)));
        }
        return metrics;
    }

    private record Named(Measure measure, @Nullable String className) {}

    private List<Named> measures() {
        List<Named> measures = new ArrayList<>();
        measures.add(new Named(new Measure.MeanIoU(), null));
        for (int i = 0; i < classes.size(); i++) {
            measures.add(new Named(new Measure.IoU(i + 1), classes.get(i)));
            measures.add(new Named(new Measure.Recall(i + 1), classes.get(i)));
            measures.add(new Named(new Measure.Precision(i + 1), classes.get(i)));
        }
        return measures;
    }

    private static @Nullable Difference difference(Measure measure, Sample whole, Bootstrap bootstrap) {
        double value = paired(measure, whole);
        if (Double.isNaN(value)) {
            return null;
        }
        Interval interval = bootstrap.interval(sample -> paired(measure, sample));
        return new Difference(
                value, interval == null ? null : interval.low(), interval == null ? null : interval.high());
    }

    private static double paired(Measure measure, Sample sample) {
        Counts baseline = sample.baseline();
        return baseline == null ? Double.NaN : measure.of(sample.model()) - measure.of(baseline);
    }
}
