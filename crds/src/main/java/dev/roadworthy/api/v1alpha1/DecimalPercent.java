package dev.roadworthy.api.v1alpha1;

/** How a percentage with decimals is written: a whole number, or a quoted decimal, since floats do not survive YAML. */
final class DecimalPercent {

    static final String MAX_RULE = "type(self.max) == int ? self.max >= 0 && self.max <= 100 :"
            + " string(self.max).matches('^(100|[0-9]{1,2}([.][0-9]{1,2})?)$')";
    static final String MAX_MESSAGE =
            "max is a percentage of 0 to 100 with at most two decimals, for example 1 or \"0.5\"";
    static final String MIN_RULE = "type(self.min) == int ? self.min >= 0 && self.min <= 100 :"
            + " string(self.min).matches('^(100|[0-9]{1,2}([.][0-9]{1,2})?)$')";
    static final String MIN_MESSAGE =
            "min is a percentage of 0 to 100 with at most two decimals, for example 1 or \"0.5\"";

    private DecimalPercent() {}
}
