package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The approvals of a pull request by what the spec asks for.
 *
 * @param required how many must count
 * @param approvers whose count
 * @param teams whose members' count; with neither, everybody's
 * @param pullRequest that they are of
 * @param members reviewers who belong to one of the teams
 */
record Reviews(int required, List<String> approvers, List<String> teams, PullRequest pullRequest, Set<String> members) {

    private static final int BY_DEFAULT = 1;

    static Reviews of(EdgeReleaseSpec.@Nullable Approval policy, PullRequest pullRequest, Set<String> members) {
        return new Reviews(
                policy == null || policy.required() == null ? BY_DEFAULT : policy.required(),
                policy == null || policy.approvers() == null ? List.of() : policy.approvers(),
                policy == null || policy.teams() == null ? List.of() : policy.teams(),
                pullRequest,
                members);
    }

    /** Who approved what was merged: somebody who is still there and not the author, on its last commit. */
    static List<String> ofItsHead(PullRequest pullRequest) {
        return pullRequest.approvals().stream()
                .filter(approval -> isOfItsHead(approval, pullRequest))
                .map(GitHost.Approval::reviewer)
                .toList();
    }

    private static boolean isOfItsHead(GitHost.Approval approval, PullRequest pullRequest) {
        return !approval.reviewer().isEmpty()
                && !approval.reviewer().equals(pullRequest.author())
                && approval.commit().equals(pullRequest.head());
    }

    /** Those that count. */
    List<GitHost.Approval> counted() {
        return pullRequest.approvals().stream()
                .filter(approval -> isOfItsHead(approval, pullRequest))
                .filter(this::isAllowed)
                .toList();
    }

    private boolean isAllowed(GitHost.Approval approval) {
        return isEverybodyAllowed() || approvers.contains(approval.reviewer()) || members.contains(approval.reviewer());
    }

    private boolean isEverybodyAllowed() {
        return approvers.isEmpty() && teams.isEmpty();
    }

    /** What is missing, as a part of a sentence; empty where nothing is. */
    Optional<String> lack() {
        int counted = counted().size();
        if (counted >= required) {
            return Optional.empty();
        }
        String stale = pullRequest.approvals().stream()
                .filter(approval -> !approval.commit().equals(pullRequest.head()))
                .map(approval -> "; %s approved an earlier commit".formatted(approval.reviewer()))
                .reduce("", String::concat);
        return Optional.of("%d of %d approvals were given by %s on its last commit%s"
                .formatted(counted, required, whose(), stale));
    }

    private String whose() {
        if (isEverybodyAllowed()) {
            return "anybody but its author";
        }
        String people = approvers.isEmpty() ? "" : "one of " + String.join(", ", approvers);
        String members = teams.isEmpty() ? "" : "a member of " + String.join(" or ", teams);
        return Stream.of(people, members).filter(each -> !each.isEmpty()).collect(Collectors.joining(" or "));
    }
}
