package dev.roadworthy.cli.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the status of an object claims: what was made, and of what.
 *
 * @param object that declared it, {@code Kind/namespace/name}
 * @param verdict on a model; null where none is claimed
 */
public record Claims(
        String object, List<Making> makings, @Nullable Verdict verdict) {

    public Claims {
        makings = List.copyOf(makings);
    }

    /**
     * What one statement of the ledger must say.
     *
     * @param made together, the first of which it is known by
     * @param used what they were made of
     */
    public record Making(List<Claim> made, List<Claim> used) {

        public Making {
            made = List.copyOf(made);
            used = List.copyOf(used);
        }
    }

    /**
     * A thing by its digest.
     *
     * @param field of the status
     * @param role that statements call it
     * @param value {@code sha256:…}, or a commit as {@code gitCommit:…}
     */
    public record Claim(String field, String role, String value) {}

    /**
     * What gates came to.
     *
     * @param model digest of what was judged
     * @param report digest of what it was judged on
     * @param passed whether every gate was
     */
    public record Verdict(String field, String model, String report, boolean passed) {}

    /** How many there are. */
    int size() {
        return makings.stream()
                        .mapToInt(making -> making.made().size() + making.used().size())
                        .sum()
                + (verdict == null ? 0 : 1);
    }
}
