package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of our branches: {@code roadworthy/<kind>-<name>-<12 hex digits of the intent>}. Only their end is looked for. */
final class BranchName {

    private static final int MAX_READABLE = 60;
    private static final Pattern FORM = Pattern.compile("roadworthy/.*-([0-9a-f]{12})");

    private BranchName() {}

    /** The branch for an intent. */
    static String of(Digest intent, ManifestRef manifest) {
        String readable = "%s-%s"
                .formatted(manifest.kind(), manifest.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return "roadworthy/" + readable.substring(0, Math.min(MAX_READABLE, readable.length())) + ending(intent);
    }

    /** How the branch for an intent ends, whatever comes before. */
    static String ending(Digest intent) {
        return "-" + intent.abbreviated();
    }

    /** The ending of a name of ours; empty for other branches. */
    static Optional<String> endingOf(String branch) {
        Matcher matcher = FORM.matcher(branch);
        return matcher.matches() ? Optional.of("-" + matcher.group(1)) : Optional.empty();
    }
}
