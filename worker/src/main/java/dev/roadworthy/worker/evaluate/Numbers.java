package dev.roadworthy.worker.evaluate;

import org.jspecify.annotations.Nullable;

/** Numbers as the page writes them. */
final class Numbers {

    private Numbers() {}

    /** {@code 0.713 [0.640, 0.771]}, without the interval where there is none; a dash without a value. */
    static String withInterval(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
        if (value == null) {
            return "–";
        }
        return low == null || high == null
                ? Html.format("%.3f", value)
                : Html.format("%.3f [%.3f, %.3f]", value, low, high);
    }

    /** The same, with a sign. */
    static String difference(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
        if (value == null) {
            return "–";
        }
        return low == null || high == null
                ? Html.format("%+.3f", value)
                : Html.format("%+.3f [%+.3f, %+.3f]", value, low, high);
    }
}
