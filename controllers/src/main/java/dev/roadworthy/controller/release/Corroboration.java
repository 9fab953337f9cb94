package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the host is asked about a merged pull request besides, where the spec wants that known.
 *
 * @param members reviewers who belong to a team that the spec names; who counts anyway is not asked about
 * @param signature of the commit that it was merged by; empty where nobody asked
 */
record Corroboration(Set<String> members, Optional<GitHost.Signature> signature) {

    /** Nobody asked anything. */
    static final Corroboration NONE = new Corroboration(Set.of(), Optional.empty());

    Corroboration {
        members = Set.copyOf(members);
    }

    /** Asks what the spec wants known. */
    static Corroboration of(
            GitHost host, String namespace, EdgeReleaseSpec.@Nullable Approval policy, GitHost.Answer answer)
            throws Refused, Unavailable {
        if (policy == null || !(answer instanceof GitHost.Answer.Proposed(PullRequest pullRequest))) {
            return NONE;
        }
        Optional<Merge> merge = pullRequest.merge();
        return merge.isEmpty()
                ? NONE
                : new Corroboration(
                        members(host, namespace, policy, pullRequest),
                        wantsSignature(policy)
                                ? Optional.of(
                                        host.signature(namespace, merge.get().commit()))
                                : Optional.empty());
    }

    private static Set<String> members(
            GitHost host, String namespace, EdgeReleaseSpec.Approval policy, PullRequest pullRequest)
            throws Refused, Unavailable {
        Set<String> members = new TreeSet<>();
        for (String reviewer : Reviews.ofItsHead(pullRequest)) {
            boolean known = policy.approvers() != null && policy.approvers().contains(reviewer);
            for (String team : known || policy.teams() == null ? List.<String>of() : policy.teams()) {
                if (!members.contains(reviewer) && host.isMember(namespace, team, reviewer)) {
                    members.add(reviewer);
                }
            }
        }
        return members;
    }

    /** Whether the commit that brings an approval has to be signed. */
    static boolean wantsSignature(EdgeReleaseSpec.@Nullable Approval policy) {
        return policy != null && Boolean.TRUE.equals(policy.requireSignedCommit());
    }
}
