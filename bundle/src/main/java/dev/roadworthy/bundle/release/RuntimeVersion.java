package dev.roadworthy.bundle.release;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A released version of ONNX Runtime; parts that are not written are 0. */
public record RuntimeVersion(int major, int minor, int patch) implements Comparable<RuntimeVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");
    private static final Comparator<RuntimeVersion> ORDER = Comparator.comparingInt(RuntimeVersion::major)
            .thenComparingInt(RuntimeVersion::minor)
            .thenComparingInt(RuntimeVersion::patch);

    /**
     * Reads {@code 1}, {@code 1.17} or {@code 1.17.3}.
     *
     * @throws IllegalArgumentException where it is anything else; pre-releases have no place in a range
     */
    public static RuntimeVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no version; expected for example 1.17.3".formatted(text));
        }
        return new RuntimeVersion(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(RuntimeVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
