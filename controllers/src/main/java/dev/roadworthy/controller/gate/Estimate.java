package dev.roadworthy.controller.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A measured value with its interval of 95 %.
 *
 * @param value what was measured
 * @param low the lower end; null where there is no interval
 * @param high the upper end; null where there is no interval
 */
record Estimate(
        BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {

    /** Decimals that people read; a limit has as many at most. */
    private static final int DECIMALS = 4;

    static @Nullable Estimate of(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
        return value == null ? null : new Estimate(exact(value), exactOrNone(low), exactOrNone(high));
    }

    /** Rounded down, so that what reads as a limit keeps it: a limit has no more decimals than this. */
    static String down(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.FLOOR).toPlainString();
    }

    String valueText() {
        return down(value);
    }

    @Nullable String lowText() {
        return low == null ? null : down(low);
    }

    /** Rounded up: an interval never reads as narrower than it is. */
    @Nullable String highText() {
        return high == null
                ? null
                : high.setScale(DECIMALS, RoundingMode.CEILING).toPlainString();
    }

    private static @Nullable BigDecimal exactOrNone(@Nullable Double measured) {
        return measured == null ? null : exact(measured);
    }

    // The shortest decimal that is this double, which is also what the report's JSON has: 0.3 is not below 0.30.
    private static BigDecimal exact(double measured) {
        return BigDecimal.valueOf(measured);
    }
}
