package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The approvals of a pull request by what the spec asks for.
 *
 * @param required how many must count
 * @param allowed whose count; empty for everybody's
 * @param pullRequest that they are of
 */
record Reviews(int required, List<String> allowed, PullRequest pullRequest) {

    private static final int BY_DEFAULT = 1;

    static Reviews of(EdgeReleaseSpec.@Nullable Approval policy, PullRequest pullRequest) {
        return new Reviews(
                policy == null || policy.required() == null ? BY_DEFAULT : policy.required(),
                policy == null || policy.approvers() == null ? List.of() : policy.approvers(),
                pullRequest);
    }

    /** Those that count: by somebody who is still there and not the author, on the commit that was merged. */
    List<GitHost.Approval> counted() {
        return pullRequest.approvals().stream()
                .filter(approval ->
                        !approval.reviewer().isEmpty() && !approval.reviewer().equals(pullRequest.author()))
                .filter(approval -> approval.commit().equals(pullRequest.head()))
                .filter(this::isAllowed)
                .toList();
    }

    private boolean isAllowed(GitHost.Approval approval) {
        return allowed.isEmpty() || allowed.contains(approval.reviewer());
    }

    /** What is missing, as a part of a sentence; empty where nothing is. */
    Optional<String> lack() {
        int counted = counted().size();
        if (counted >= required) {
            return Optional.empty();
        }
        String whose = allowed.isEmpty() ? "anybody but its author" : "one of " + String.join(", ", allowed);
        String stale = pullRequest.approvals().stream()
                .filter(approval -> !approval.commit().equals(pullRequest.head()))
                .map(approval -> "; %s approved an earlier commit".formatted(approval.reviewer()))
                .reduce("", String::concat);
        return Optional.of(
                "%d of %d approvals were given by %s on its last commit%s".formatted(counted, required, whose, stale));
    }
}
