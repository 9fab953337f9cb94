package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that asks for an approval, and what it comes to.
 *
 * @param release whose candidate it is about
 * @param corroboration what the host says besides, once it is merged
 */
record Proposed(EdgeRelease release, String candidate, PullRequest pullRequest, Corroboration corroboration) {

    Approval approval() {
        return switch (pullRequest.state()) {
            case OPEN -> new Approval.Missing(open(), evidence(null));
            case CLOSED ->
                new Approval.Missing(
                        new Outcome.Reject(
                                "ApprovalDeclined",
                                "%s was closed, so candidate %s is declined and is not proposed again; reopen it, or release another candidate"
                                        .formatted(pullRequest.page(), candidate)),
                        evidence(null));
            case MERGED -> merged(Reviews.of(release.getSpec().approval(), pullRequest, corroboration.members()));
        };
    }

    private Outcome open() {
        String approved = EdgeReleaseObservation.approved(release);
        if (approved != null) {
            return approved.equals(candidate)
                    ? new Outcome.Ask(
                            "ApprovalUnreviewed",
                            "spec.approval.digest approves candidate %s, and %s, which asks for that, is not merged; merge it"
                                    .formatted(candidate, pullRequest.page()),
                            GitHost.LOOK)
                    : Approval.mismatch(candidate, approved, "merge %s to approve that".formatted(pullRequest.page()));
        }
        return new Outcome.Ask(
                "ApprovalPending",
                "candidate %s waits for the review and merge of %s".formatted(candidate, pullRequest.page()),
                GitHost.LOOK);
    }

    private Approval merged(Reviews reviews) {
        Optional<Outcome> lack = reviews.lack().map(this::insufficient).or(this::unsigned);
        if (lack.isPresent()) {
            return new Approval.Missing(lack.get(), evidence(null));
        }
        if (!candidate.equals(EdgeReleaseObservation.approved(release))) {
            return new Approval.Missing(
                    new Outcome.Wait(
                            "ApprovalMerged",
                            "%s is merged, and spec.approval.digest is not applied yet; sync the manifest, if nothing does that by itself"
                                    .formatted(pullRequest.page()),
                            GitHost.LOOK),
                    evidence(null));
        }
        return new Approval.Given(evidence(reviews.counted()));
    }

    private Outcome insufficient(String lack) {
        return new Outcome.Reject(
                "ApprovalInsufficient",
                "%s is merged, and %s; a merged one takes no more approvals, so declare the release under another name, without spec.approval.digest"
                        .formatted(pullRequest.page(), lack));
    }

    private Optional<Outcome> unsigned() {
        if (!Corroboration.wantsSignature(release.getSpec().approval())
                || corroboration.signature().filter(GitHost.Signature::verified).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Reject(
                "ApprovalUnsigned",
                "%s is merged, and the host does not verify the signature of its commit %s (%s); add the key of who signed it to that user at the host, or declare the release under another name, without spec.approval.digest, and merge by a signed commit"
                        .formatted(
                                pullRequest.page(),
                                pullRequest.merge().map(GitHost.Merge::commit).orElse(""),
                                corroboration
                                        .signature()
                                        .map(GitHost.Signature::reason)
                                        .orElse("nobody asked"))));
    }

    private EdgeReleaseStatus.Approval evidence(@Nullable List<GitHost.Approval> approvals) {
        return new EdgeReleaseStatus.Approval(
                candidate,
                pullRequest.page().toString(),
                Approval.state(pullRequest),
                pullRequest.merge().map(GitHost.Merge::commit).orElse(null),
                corroboration.signature().map(GitHost.Signature::verified).orElse(null),
                pullRequest.merge().map(merge -> merge.at().toString()).orElse(null),
                approvals == null
                        ? null
                        : approvals.stream()
                                .map(approval -> new EdgeReleaseStatus.Approver(
                                        approval.reviewer(),
                                        approval.commit(),
                                        approval.at().toString()))
                                .toList());
    }
}
