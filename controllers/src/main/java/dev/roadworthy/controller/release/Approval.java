package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a candidate is approved: by the field of the spec, and where a Git host is configured by people there. */
sealed interface Approval {

    /**
     * It is.
     *
     * @param evidence who approved it; null where nobody looked
     */
    record Given(EdgeReleaseStatus.@Nullable Approval evidence) implements Approval {}

    /**
     * It is not, and this is why.
     *
     * @param soFar the pull request that asks for it; null where there is none
     */
    record Missing(Outcome why, EdgeReleaseStatus.@Nullable Approval soFar) implements Approval {}

    /** The Git host has to be asked. */
    record Unknown(Errand.Ask ask) implements Approval {}

    /** What is known without asking anybody. */
    static Approval of(EdgeReleaseObservation seen, Gating.Open open) {
        EdgeRelease release = seen.release();
        String candidate = open.candidate(release.getSpec()).digest().value();
        String approved = EdgeReleaseObservation.approved(release);
        EdgeReleaseStatus.Approval known =
                release.getStatus() == null ? null : release.getStatus().approval();
        return switch (seen.approvals()) {
            case BY_FIELD ->
                Corroboration.wantsSignature(release.getSpec().approval())
                        ? impossible(
                                ("nobody can approve candidate %s: spec.approval.requireSignedCommit is set, and no repository is"
                                                + " configured for namespace %s whose commits could be looked at; name it in the Helm value"
                                                + " git.repositories, or remove the field")
                                        .formatted(
                                                candidate, release.getMetadata().getNamespace()))
                        : byField(candidate, approved);
            case NONE ->
                impossible(
                        ("nobody can approve candidate %s: no repository is configured for namespace %s; name it in the"
                                        + " Helm value git.repositories, or allow approvals by the field alone with git.approveByField")
                                .formatted(candidate, release.getMetadata().getNamespace()));
            case BY_PULL_REQUEST ->
                isGiven(known, candidate) && candidate.equals(approved)
                        ? new Given(known)
                        : new Unknown(new Errand.Ask(
                                ApprovalRequest.of(release, open, seen.present(), intent(release, candidate)),
                                superseded(release, candidate, known)));
        };
    }

    private static Approval impossible(String message) {
        return new Missing(new Outcome.Reject("ApprovalImpossible", message), null);
    }

    private static Approval byField(String candidate, @Nullable String approved) {
        if (approved == null) {
            return new Missing(
                    new Outcome.Ask(
                            "ApprovalPending",
                            "candidate %s waits for an approval: look at status.evidence, and set spec.approval.digest to it"
                                    .formatted(candidate),
                            Gating.RECHECK),
                    null);
        }
        return approved.equals(candidate)
                ? new Given(null)
                : new Missing(mismatch(candidate, approved, "approve the candidate of now"), null);
    }

    static Outcome mismatch(String candidate, String approved, String fix) {
        return new Outcome.Reject(
                "ApprovalMismatch",
                ("spec.approval.digest approves %s, and the candidate is %s: model, evaluations, gates or compatibility are"
                                + " not those that were approved; %s")
                        .formatted(approved, candidate, fix));
    }

    private static boolean isGiven(EdgeReleaseStatus.@Nullable Approval known, String candidate) {
        return known != null && known.approvers() != null && known.candidate().equals(candidate);
    }

    /** The same object never asks twice for the same candidate. */
    private static Digest intent(EdgeRelease release, String candidate) {
        return Documents.digest(List.of(release.getMetadata().getUid(), "approve", candidate));
    }

    private static Optional<Errand.Superseded> superseded(
            EdgeRelease release, String candidate, EdgeReleaseStatus.@Nullable Approval known) {
        return known == null
                        || known.state() != PullRequestState.Open
                        || known.candidate().equals(candidate)
                ? Optional.empty()
                : Optional.of(new Errand.Superseded(
                        intent(release, known.candidate()),
                        ("The candidate has changed to `%s`: model, evaluations, gates or compatibility are not those that this"
                                        + " was about. Another pull request asks for the approval of that one.")
                                .formatted(candidate)));
    }

    /** What the Git host's answer comes to. */
    static Approval answered(
            EdgeRelease release, String candidate, GitHost.Answer answer, Corroboration corroboration) {
        return switch (answer) {
            case GitHost.Answer.Unchanged unchanged ->
                new Missing(
                        new Outcome.Reject(
                                "ApprovalUnreviewed",
                                ("%s in the repository approves candidate %s, and no pull request asked for that; remove"
                                                + " spec.approval.digest there, and merge the pull request that is opened then")
                                        .formatted(unchanged.path(), candidate)),
                        null);
            case GitHost.Answer.Proposed proposed ->
                new Proposed(release, candidate, proposed.pullRequest(), corroboration).approval();
        };
    }

    /** How a pull request stands, as the status has it. */
    static PullRequestState state(PullRequest pullRequest) {
        return switch (pullRequest.state()) {
            case OPEN -> PullRequestState.Open;
            case MERGED -> PullRequestState.Merged;
            case CLOSED -> PullRequestState.Closed;
        };
    }
}
