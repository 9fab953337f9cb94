package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host is asked about a merged pull request besides, where the spec wants that known.
 *
 * @param signature of the commit that it was merged by; empty where nobody asked
 */
record Corroboration(Optional<GitHost.Signature> signature) {

    /** Nobody asked anything. */
    static final Corroboration NONE = new Corroboration(Optional.empty());

    /** Asks what the spec wants known. */
    static Corroboration of(
            GitHost host, String namespace, EdgeReleaseSpec.@Nullable Approval policy, GitHost.Answer answer)
            throws Refused, Unavailable {
        Optional<Merge> merge = answer instanceof GitHost.Answer.Proposed proposed
                ? proposed.pullRequest().merge()
                : Optional.empty();
        return merge.isPresent() && wantsSignature(policy)
                ? new Corroboration(
                        Optional.of(host.signature(namespace, merge.get().commit())))
                : NONE;
    }

    /** Whether the commit that brings an approval has to be signed. */
    static boolean wantsSignature(EdgeReleaseSpec.@Nullable Approval policy) {
        return policy != null && Boolean.TRUE.equals(policy.requireSignedCommit());
    }
}
