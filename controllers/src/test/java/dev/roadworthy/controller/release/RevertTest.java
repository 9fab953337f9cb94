package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.FakeGitHost;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Approvals;
import dev.roadworthy.controller.port.GitHost.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevertTest {

    private static final String CAUSE = "latencyMsP95 is 90, max 40";
    private static final String BY_HAND = "spec.rollout.aborted is true";
    private static final String PAGE = "https://git.example.org/vision/fleet/pulls/1";
    private static final Artifact BUNDLE = artifact(7);

    private final FakeGitHost gitHost = new FakeGitHost(Approvals.BY_PULL_REQUEST);

    @ParameterizedTest(name = "{0}, aborted {1}, ended by {2}, request {3}: {4}")
    @CsvSource({
        "BY_FIELD,        false, breach, , nobody",
        "NONE,            false, breach, , nobody",
        "BY_PULL_REQUEST, false, breach, , End",
        "BY_PULL_REQUEST, false, breach, Open, End",
        "BY_PULL_REQUEST, false, breach, Closed, End",
        "BY_PULL_REQUEST, false, hand, , End",
        "BY_FIELD,        true,  breach, , nobody",
        "BY_PULL_REQUEST, true,  hand, , nobody",
        "BY_PULL_REQUEST, true,  breach, , Ended",
        "BY_PULL_REQUEST, true,  breach, Open, Ended",
        "BY_PULL_REQUEST, true,  breach, Merged, nobody",
        "BY_PULL_REQUEST, true,  breach, Closed, nobody",
    })
    void whoIsAsked(
            Approvals approvals, boolean aborted, String by, @Nullable PullRequestState request, String errand) {
        Revert revert = revert(aborted, by.equals("hand") ? BY_HAND : CAUSE, request);

        assertThat(revert.errand(approvals)
                        .map(each -> each.getClass().getSimpleName())
                        .orElse("nobody"))
                .isEqualTo(errand);
    }

    @Test
    void onlyWhatIsRolledBackIsEnded() {
        for (Stage stage : Stage.values()) {
            assertThat(Revert.of(release(false), status(stage, CAUSE, null)).isPresent())
                    .as(stage.name())
                    .isEqualTo(stage == Stage.RolledBack);
        }
    }

    @Test
    void withoutAGitHostItNeedsABetterModelOrTheFieldByHand() {
        Delivery.Result result = revert(false, CAUSE, null).result();

        assertThat(result.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(result.outcome().message()).contains(CAUSE, "release another version");
        assertThat(result.healthy().orElseThrow().status()).isEqualTo(Status.False);
    }

    @Test
    void whatItsManifestEndsIsSettled() {
        assertThat(revert(true, CAUSE, null).result().outcome())
                .isInstanceOf(Outcome.Done.class)
                .extracting(Outcome::reason)
                .isEqualTo("Ended");
    }

    @Test
    void oneFieldOfTheManifestIsProposedWithTheCause() {
        asked();
        asked();

        assertThat(gitHost.pullRequests()).hasSize(1);
        GitHost.Proposal proposal = gitHost.proposals().getFirst();
        assertThat(proposal.field()).containsExactly("spec", "rollout", "aborted");
        assertThat(proposal.value()).isEqualTo(new Value.Flag(true));
        assertThat(proposal.body())
                .contains("latencyMsP95 is 90", "| canary | 8 | 8 | 7 | 0 | 2 | 1 |", BUNDLE.digest())
                .doesNotContain("null");
    }

    @Test
    void anotherBundleOfTheSameObjectIsAskedAboutAgain() {
        asked();
        Revert other = new Revert(
                release(false), status(Stage.RolledBack, CAUSE, null, artifact(8)), rollout(Stage.RolledBack, CAUSE));
        other.ask(decision(other), gitHost);

        assertThat(gitHost.pullRequests()).hasSize(2);
    }

    @Test
    void anOpenRequestIsLookedAtAndWhatVehiclesRunIsToldMeanwhile() {
        EdgeReleaseDecision decision = asked();

        assertThat(decision.outcome()).isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
            assertThat(reject.reason()).isEqualTo("RolledBack");
            assertThat(reject.message()).contains(CAUSE, "merge " + PAGE);
            assertThat(reject.recheck()).isEqualTo(GitHost.LOOK);
        });
        assertThat(decision.facts().revert()).isEqualTo(new EdgeReleaseStatus.Revert(PAGE, PullRequestState.Open));
    }

    @Test
    void aMergedOneWaitsForTheSync() {
        asked();
        gitHost.merge(gitHost.pullRequests().getFirst(), "alice");
        EdgeReleaseDecision decision = asked();

        assertThat(decision.outcome()).isInstanceOf(Outcome.Wait.class);
        assertThat(decision.outcome().reason()).isEqualTo("RevertMerged");
        assertThat(decision.facts().revert().state()).isEqualTo(PullRequestState.Merged);
    }

    @Test
    void aClosedOneIsLeftAtThat() {
        asked();
        gitHost.decline(gitHost.pullRequests().getFirst());
        EdgeReleaseDecision decision = asked();

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().message()).contains(PAGE + " was closed");
        assertThat(gitHost.pullRequests()).hasSize(1);
    }

    @Test
    void aHostThatIsAwayHidesNothing() {
        gitHost.setAway(true);
        EdgeReleaseDecision decision = asked();

        assertThat(decision.outcome().reason()).isEqualTo("RolledBack");
        assertThat(decision.outcome().message()).contains(CAUSE, "spec.rollout.aborted", "does not answer");
        assertThat(((Outcome.Reject) decision.outcome()).recheck()).isNotNull();
    }

    @Test
    void whatAPersonEndsFirstNeedsNoRequest() {
        asked();
        EdgeReleaseDecision decision = withdrawn();

        assertThat(decision.outcome().reason()).isEqualTo("Ended");
        assertThat(decision.facts().revert()).isEqualTo(new EdgeReleaseStatus.Revert(PAGE, PullRequestState.Closed));
        assertThat(gitHost.comments()).singleElement().asString().contains("nothing to merge");
    }

    @Test
    void theMergeThatEndedItIsWrittenDown() {
        asked();
        gitHost.merge(gitHost.pullRequests().getFirst(), "alice");
        EdgeReleaseDecision decision = withdrawn();

        assertThat(decision.facts().revert().state()).isEqualTo(PullRequestState.Merged);
        assertThat(gitHost.comments()).isEmpty();
    }

    @Test
    void whatTheManifestEndsIsSettledThoughTheHostIsAway() {
        asked();
        gitHost.setAway(true);
        EdgeReleaseDecision decision = withdrawn();

        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.outcome().message()).contains("close the pull request");
        assertThat(decision.facts().revert().state()).isEqualTo(PullRequestState.Open);
    }

    private EdgeReleaseDecision asked() {
        Revert revert = revert(false, CAUSE, null);
        return revert.ask(decision(revert), gitHost);
    }

    private EdgeReleaseDecision withdrawn() {
        Revert revert = revert(true, CAUSE, PullRequestState.Open);
        return revert.withdraw(decision(revert), gitHost);
    }

    private static EdgeReleaseDecision decision(Revert revert) {
        return new EdgeReleaseDecision(
                revert.result().outcome(), List.of(), Optional.empty(), Optional.empty(), revert.status());
    }

    private static Revert revert(boolean aborted, String cause, @Nullable PullRequestState request) {
        return Revert.of(release(aborted), status(Stage.RolledBack, cause, request))
                .orElseThrow();
    }

    private static EdgeRelease release(boolean aborted) {
        return EdgeReleases.release("rollout: {aborted: %s, waves: [{name: canary, percent: 20}]}".formatted(aborted));
    }

    private static EdgeReleaseStatus status(Stage stage, String cause, @Nullable PullRequestState request) {
        return status(stage, cause, request, BUNDLE);
    }

    private static EdgeReleaseStatus status(
            Stage stage, String cause, @Nullable PullRequestState request, Artifact bundle) {
        return new EdgeReleaseStatus(
                1L,
                "sha256:c",
                null,
                null,
                new Signature("sha256:0", 4L, artifact(1), "sha256:2", artifact(3), "key", "PEM"),
                "job",
                bundle,
                rollout(stage, cause),
                request == null ? null : new EdgeReleaseStatus.Revert(PAGE, request),
                null);
    }

    private static Rollout rollout(Stage stage, String cause) {
        return new Rollout(
                stage, "canary", null, cause, List.of(new WaveCount("canary", 8L, 8L, 7L, 0L, 2L, 1L, cause)));
    }

    private static Artifact artifact(int content) {
        String digest = Digest.of(new byte[] {(byte) content}).value();
        return new Artifact("s3://artifacts/" + content, digest, 9L);
    }
}
