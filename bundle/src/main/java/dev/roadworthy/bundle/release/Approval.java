package dev.roadworthy.bundle.release;

import static dev.roadworthy.bundle.json.StrictJson.required;

import dev.roadworthy.contract.Digest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who approved a release, and where that is written.
 *
 * @param digest of the candidate that was approved
 * @param commit the Git commit that brought the approval, in full; null where nobody looked: then the approval is what
 *     stood in the object's field, and who put it there is for the cluster's audit log to tell
 * @param pullRequest its address, or null where the commit came without one
 * @param approvers names at the Git host; none where nobody looked
 */
public record Approval(
        Digest digest, @Nullable String commit, @Nullable String pullRequest, List<String> approvers) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Approval {
        required(digest, "digest");
        if (commit != null && !COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("'%s' is no full Git commit".formatted(commit));
        }
        approvers = List.copyOf(required(approvers, "approvers"));
    }
}
