package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.MetricReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Percentile bootstrap over rides: frames of one ride are not independent, so whole rides are drawn, with replacement,
 * as many as there are. The same seed draws the same rides.
 *
 * @see <a href="https://doi.org/10.1214/ss/1177013815">Efron and Tibshirani, Bootstrap Methods for Standard Errors,
 *     Confidence Intervals, and Other Measures of Statistical Accuracy, 1986, section 4 (percentile method)</a>
 */
final class Bootstrap {

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /**
     * One draw, or all rides as they are.
     *
     * @param model counts of the model
     * @param baseline counts of the baseline on the same rides; null without one
     */
    record Sample(Counts model, @Nullable Counts baseline) {}

    /**
     * An interval of 95 %.
     *
     * @param low its 2.5th percentile
     * @param high its 97.5th percentile
     */
    record Interval(double low, double high) {}

    private final List<Sample> resamples;

    private Bootstrap(List<Sample> resamples) {
        this.resamples = resamples;
    }

    /** Draws. With fewer than two rides there is nothing to draw, and no interval. */
    static Bootstrap of(List<Sample> rides, long seed) {
        if (rides.size() < 2) {
            return new Bootstrap(List.of());
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> resamples = new ArrayList<>(MetricReport.RESAMPLES);
        for (int i = 0; i < MetricReport.RESAMPLES; i++) {
            resamples.add(sum(random.ints(rides.size(), 0, rides.size())
                    .mapToObj(rides::get)
                    .toList()));
        }
        return new Bootstrap(resamples);
    }

    /** All of these together; at least one. */
    static Sample sum(List<Sample> rides) {
        Counts model = new Counts(rides.getFirst().model().channels());
        @Nullable Counts baseline = rides.getFirst().baseline() == null ? null : new Counts(model.channels());
        for (Sample ride : rides) {
            model.add(ride.model());
            if (baseline != null && ride.baseline() != null) {
                baseline.add(ride.baseline());
            }
        }
        return new Sample(model, baseline);
    }

    /**
     * The interval of a value over the draws. Draws where it is not a number, since no ride with the class was drawn,
     * do not count.
     */
    @Nullable Interval interval(ToDoubleFunction<Sample> value) {
        double[] values = resamples.stream()
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        return values.length == 0 ? null : new Interval(percentile(values, LOW), percentile(values, HIGH));
    }

    /** Linear between the nearest ranks, as NumPy's {@code percentile} does by default. */
    static double percentile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }

    /** A median or other percentile of values in any order. */
    static double percentileOf(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return percentile(sorted, part);
    }
}
