package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.controller.rollout.Waves;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release that is rolled back, and its manifest. Until that says {@code spec.rollout.aborted}, Git wants what no vehicle
 * runs: people are asked once, by a pull request, to let it say so.
 *
 * @param release the object
 * @param status the one that holds what was signed
 * @param rollout that is rolled back
 */
record Revert(EdgeRelease release, EdgeReleaseStatus status, Rollout rollout) {

    private static final String ROLLED_BACK = "RolledBack";
    private static final String NO_LONGER_NEEDED =
            "The manifest ends this release by now, so there is nothing to merge here.";

    /** The revert of a release; empty while it is not rolled back. */
    static Optional<Revert> of(EdgeRelease release, EdgeReleaseStatus status) {
        Rollout rollout = status.rollout();
        return rollout == null || rollout.stage() != Stage.RolledBack
                ? Optional.empty()
                : Optional.of(new Revert(release, status, rollout));
    }

    /** What is known without asking anybody. */
    Delivery.Result result() {
        return new Delivery.Result(outcome(), Optional.empty(), rollout, Optional.of(Delivery.healthy(rollout)));
    }

    private Outcome outcome() {
        return isEnded()
                ? new Outcome.Done("Ended", "%s, and its manifest ends it".formatted(what()))
                : new Outcome.Reject(ROLLED_BACK, "%s; mend the model, and release another version".formatted(what()));
    }

    private String what() {
        return "%s; no vehicle that can be reached runs it".formatted(rollout.cause());
    }

    private boolean isEnded() {
        EdgeReleaseSpec.Rollout declared = release.getSpec().rollout();
        return declared != null && Boolean.TRUE.equals(declared.aborted());
    }

    /** Whom to ask; empty where there is nobody, or nobody has to be. */
    Optional<Errand> errand(GitHost.Approvals approvals) {
        if (approvals != GitHost.Approvals.BY_PULL_REQUEST) {
            return Optional.empty();
        }
        if (!isEnded()) {
            return Optional.of(new Errand.End(this));
        }
        EdgeReleaseStatus.Revert known = status.revert();
        boolean mayBeOpen = known == null
                // Nobody was ever asked to end what a person ended.
                ? !Waves.isAborted(rollout)
                : known.state() == PullRequestState.Open;
        return mayBeOpen ? Optional.of(new Errand.Ended(this)) : Optional.empty();
    }

    /** The same bundle of the same object never asks twice. */
    private Digest intent() {
        String bundle = Objects.requireNonNull(status.bundle(), "what vehicles ran is packed")
                .digest();
        return Documents.digest(List.of(release.getMetadata().getUid(), "end", bundle));
    }

    /** Sees to it that people are asked. */
    EdgeReleaseDecision ask(EdgeReleaseDecision decision, GitHost gitHost) {
        try {
            return switch (gitHost.propose(RevertRequest.of(this, intent()))) {
                case GitHost.Answer.Unchanged unchanged ->
                    decision.reverted(
                            unsynced("%s in the repository ends it".formatted(unchanged.path())), status.revert());
                case GitHost.Answer.Proposed proposed ->
                    decision.reverted(asked(proposed.pullRequest()), inStatus(proposed.pullRequest()));
            };
        } catch (Refused e) {
            return decision.undone(unasked(e, null));
        } catch (Unavailable e) {
            return decision.undone(unasked(e, Retry.OUTSIDE));
        }
    }

    private Outcome asked(PullRequest pullRequest) {
        return switch (pullRequest.state()) {
            case OPEN ->
                new Outcome.Reject(
                        ROLLED_BACK,
                        "%s; merge %s, which ends it in Git, too".formatted(what(), pullRequest.page()),
                        GitHost.LOOK);
            case MERGED -> unsynced("%s is merged".formatted(pullRequest.page()));
            case CLOSED ->
                new Outcome.Reject(
                        ROLLED_BACK,
                        "%s; %s was closed, so its manifest stays as it is: reopen it, or release another version"
                                .formatted(what(), pullRequest.page()));
        };
    }

    private static Outcome unsynced(String why) {
        return new Outcome.Wait(
                "RevertMerged",
                "%s, and spec.rollout.aborted is not applied yet; sync the manifest, if nothing does that by itself"
                        .formatted(why),
                GitHost.LOOK);
    }

    /** Where the host does not help, what vehicles run is no less true. */
    private Outcome unasked(Exception why, @Nullable Duration again) {
        return new Outcome.Reject(
                ROLLED_BACK,
                "%s; set spec.rollout.aborted in its manifest, since no pull request could be opened for that: %s"
                        .formatted(what(), why.getMessage()),
                again);
    }

    /** Puts a request that nobody needs out of the way. What the manifest says is done whether or not that works. */
    EdgeReleaseDecision withdraw(EdgeReleaseDecision decision, GitHost gitHost) {
        try {
            EdgeReleaseStatus.Revert known = gitHost.withdraw(
                            release.getMetadata().getNamespace(), intent(), NO_LONGER_NEEDED)
                    .map(Revert::inStatus)
                    .orElse(null);
            return decision.reverted(decision.outcome(), known);
        } catch (Refused | Unavailable e) {
            return decision.undone(new Outcome.Done(
                    decision.outcome().reason(),
                    "%s; close the pull request that asked for that, if it is open: %s"
                            .formatted(decision.outcome().message(), e.getMessage())));
        }
    }

    private static EdgeReleaseStatus.Revert inStatus(PullRequest pullRequest) {
        return new EdgeReleaseStatus.Revert(pullRequest.page().toString(), Approval.state(pullRequest));
    }
}
