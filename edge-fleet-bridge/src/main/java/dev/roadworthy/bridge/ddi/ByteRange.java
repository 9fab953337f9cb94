package dev.roadworthy.bridge.ddi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request for bytes comes to (RFC 9110, section 14). */
sealed interface ByteRange {

    /** All bytes. */
    record Whole() implements ByteRange {}

    /**
     * Some bytes.
     *
     * @param from offset of the first
     * @param to offset of the last
     */
    record Part(long from, long to) implements ByteRange {

        long length() {
            return to - from + 1;
        }
    }

    /** Nothing that is there. */
    record Unsatisfiable() implements ByteRange {}

    // Offsets of at most 18 digits fit into a long.
    Pattern SINGLE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /**
     * Reads a header. One that asks for several ranges, or is none, asks for everything: the standard allows it, and no
     * client in the field takes more than one.
     *
     * @param header of {@code Range}; null where it is absent
     * @param size of what there is, at least 1
     */
    static ByteRange of(@Nullable String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return new Whole();
        }
        String from = range.group(1);
        String to = range.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : suffix(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return new Whole();
        }
        return first < size ? new Part(first, last) : new Unsatisfiable();
    }

    private static ByteRange suffix(long count, long size) {
        return count == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - count), size - 1);
    }
}
