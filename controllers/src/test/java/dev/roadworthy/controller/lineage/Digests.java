package dev.roadworthy.controller.lineage;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Digests in short. */
final class Digests {

    private static final Pattern SHORT = Pattern.compile("#([0-9a-f]{1,2})");

    private Digests() {}

    /** With each {@code #7} and {@code #ab} as 64 digits. */
    static String spelled(String text) {
        return SHORT.matcher(text).replaceAll((MatchResult found) -> found.group(1)
                .repeat(64 / found.group(1).length()));
    }
}
