package dev.roadworthy.bundle.release;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions: one or more comparisons, all of which hold, for example {@code >=1.17 <2}.
 *
 * @param comparisons at least one
 */
public record VersionRange(List<Comparison> comparisons) {

    // "<2", and not "< 2": the space separates comparisons.
    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=)(.*)");
    private static final int MAX_COMPARISONS = 8;

    public VersionRange {
        comparisons = List.copyOf(comparisons);
    }

    /** How a version compares to a bound. */
    public record Comparison(Operator operator, RuntimeVersion bound) {

        boolean holds(RuntimeVersion version) {
            int order = version.compareTo(bound);
            return switch (operator) {
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
                case ABOVE -> order > 0;
                case BELOW -> order < 0;
                case EQUAL -> order == 0;
            };
        }
    }

    /** The comparisons that there are. */
    public enum Operator {
        AT_LEAST,
        AT_MOST,
        ABOVE,
        BELOW,
        EQUAL
    }

    /**
     * Reads a range.
     *
     * @param text comparisons {@code >=}, {@code <=}, {@code >}, {@code <} or {@code =} with a version each, one space
     *     between them
     * @throws IllegalArgumentException where it is anything else
     */
    public static VersionRange parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length > MAX_COMPARISONS) {
            throw new IllegalArgumentException("a range of %d comparisons".formatted(parts.length));
        }
        return new VersionRange(
                Arrays.stream(parts).map(part -> comparison(part, text)).toList());
    }

    /** Whether all comparisons hold. */
    public boolean contains(RuntimeVersion version) {
        return comparisons.stream().allMatch(comparison -> comparison.holds(version));
    }

    private static Comparison comparison(String part, String range) {
        Matcher matcher = COMPARISON.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no range of versions; expected for example '>=1.17' or '>=1.17 <2'".formatted(range));
        }
        Operator operator =
                switch (matcher.group(1)) {
                    case ">=" -> Operator.AT_LEAST;
                    case "<=" -> Operator.AT_MOST;
                    case ">" -> Operator.ABOVE;
                    case "<" -> Operator.BELOW;
                    default -> Operator.EQUAL;
                };
        return new Comparison(operator, RuntimeVersion.parse(matcher.group(2)));
    }
}
