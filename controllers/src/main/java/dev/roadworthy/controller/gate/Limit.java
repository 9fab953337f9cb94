package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport.Difference;
import dev.roadworthy.contract.MetricReport.Metric;
import dev.roadworthy.controller.declared.Declared;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a gate asks for. It is judged on the measured value, not on an end of its interval: see
 * {@code docs/decisions/0007-gates.md}.
 */
sealed interface Limit {

    /** What the limit is compared with; null where it could not be measured. */
    @Nullable Estimate estimate(Metric metric);

    /** How far above the limit a value is; below zero it is not kept. */
    BigDecimal margin(BigDecimal value);

    /** As it reads in a status, for example {@code min 0.60}. */
    String text();

    /** The gate's limit. The CRD admits exactly one. */
    static Limit of(Gate gate) {
        if (gate.min() != null) {
            return new Minimum(Declared.decimal(gate.min()));
        }
        if (gate.maxRegression() != null) {
            return new MaxRegression(Declared.decimal(gate.maxRegression()));
        }
        throw new IllegalArgumentException("a gate without a limit, which the CRD refuses");
    }

    /** A value of at least this. */
    record Minimum(BigDecimal min) implements Limit {

        @Override
        public @Nullable Estimate estimate(Metric metric) {
            return Estimate.of(metric.value(), metric.low(), metric.high());
        }

        @Override
        public BigDecimal margin(BigDecimal value) {
            return value.subtract(min);
        }

        @Override
        public String text() {
            return "min " + min.toPlainString();
        }
    }

    /** A value that is at most this less than the baseline's. */
    record MaxRegression(BigDecimal max) implements Limit {

        @Override
        public @Nullable Estimate estimate(Metric metric) {
            Difference difference = metric.difference();
            return difference == null ? null : Estimate.of(difference.value(), difference.low(), difference.high());
        }

        @Override
        public BigDecimal margin(BigDecimal value) {
            return value.add(max);
        }

        @Override
        public String text() {
            return "maxRegression " + max.toPlainString();
        }
    }
}
