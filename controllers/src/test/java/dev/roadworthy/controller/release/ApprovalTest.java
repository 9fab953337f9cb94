package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Approver;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.FakeGitHost;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Approvals;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.step.StepDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTest {

    private static final Instant AT = Instant.parse("2026-10-01T12:00:00Z");
    private static final String HEAD = "a".repeat(40);
    private static final String MERGE = "b".repeat(40);
    private static final String PAGE = "https://git.example.org/vision/fleet/pulls/7";
    private static final String CANDIDATE = EdgeReleases.open()
            .candidate(EdgeReleases.release("").getSpec())
            .digest()
            .value();

    @Test
    void peopleAreAskedForTheCandidateByOneFieldOfItsManifest() {
        GitHost.Proposal proposal = ask(EdgeReleases.release("")).proposal();

        assertThat(proposal.manifest())
                .isEqualTo(new GitHost.ManifestRef("roadworthy.dev/v1alpha1", "EdgeRelease", "vision", "sidewalk-1"));
        assertThat(proposal.field()).containsExactly("spec", "approval", "digest");
        assertThat(proposal.value()).isEqualTo(new GitHost.Value.Text(CANDIDATE));
        assertThat(ask(EdgeReleases.release("")).proposal())
                .as("the same again")
                .isEqualTo(proposal);
    }

    @Test
    void anotherObjectOfTheSameNameIsAnotherIntent() {
        EdgeRelease namesake = EdgeReleases.release("");
        namesake.getMetadata().setUid("another");

        assertThat(ask(namesake).proposal().intent())
                .isNotEqualTo(ask(EdgeReleases.release("")).proposal().intent());
    }

    @Test
    void anOpenPullRequestIsWaitedFor() {
        EdgeReleaseDecision decision = answered(EdgeReleases.release(""), pullRequest(State.OPEN));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Ask.class);
        assertThat(decision.outcome().reason()).isEqualTo("ApprovalPending");
        assertThat(decision.outcome().message()).contains(PAGE, CANDIDATE);
        assertThat(decision.facts().approval().state()).isEqualTo(PullRequestState.Open);
        assertThat(decision.facts().approval().approvers()).isNull();
    }

    @ParameterizedTest(name = "policy {0}, approved by {1} on its last commit: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "required: 1                   | alice      | Approved",
                "required: 1                   | roadworthy | ApprovalInsufficient",
                "required: 1                   |            | ApprovalInsufficient",
                "required: 0                   |            | Approved",
                "required: 2                   | alice      | ApprovalInsufficient",
                "required: 2                   | alice bob  | Approved",
                "approvers: [carol]            | alice bob  | ApprovalInsufficient",
                "approvers: [carol, bob]       | alice bob  | Approved",
            })
    void mergedItIsApprovedByWhatTheSpecAsksFor(String policy, String reviewers, String reason) {
        EdgeRelease release = approving(policy);
        PullRequest merged = pullRequest(State.MERGED, HEAD, reviewers == null ? new String[0] : reviewers.split(" "));

        assertThat(answered(release, merged).outcome().reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "policy {0}, approved by {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "teams: [vision/perception]                              | alice     | Approved",
                "teams: [vision/perception]                              | carol     | ApprovalInsufficient",
                "teams: [vision/perception], required: 2                 | alice bob | ApprovalInsufficient",
                "teams: [vision/perception], approvers: [carol]          | carol     | Approved",
                "teams: [vision/perception], approvers: [carol]          | dave      | ApprovalInsufficient",
                "teams: [vision/perception, vision/safety], required: 2  | alice dave | Approved",
                "teams: [vision/perception]                              | roadworthy | ApprovalInsufficient",
            })
    void membersOfTeamsApproveBesideApprovers(String policy, String reviewers, String reason) throws Exception {
        FakeGitHost host = new FakeGitHost(Approvals.BY_PULL_REQUEST);
        host.team("vision/perception", "alice", "roadworthy");
        host.team("vision/safety", "dave");
        EdgeRelease release = approving(policy);
        PullRequest merged = pullRequest(State.MERGED, HEAD, reviewers.split(" "));

        Corroboration corroboration =
                Corroboration.of(host, "vision", release.getSpec().approval(), new GitHost.Answer.Proposed(merged));

        assertThat(answered(release, merged, corroboration).outcome().reason()).isEqualTo(reason);
    }

    @Test
    void aTeamThatIsNotShownHasNoMembers() {
        FakeGitHost host = new FakeGitHost(Approvals.BY_PULL_REQUEST);
        EdgeRelease release = approving("teams: [vision/unknown]");

        assertThatThrownBy(() -> Corroboration.of(
                        host,
                        "vision",
                        release.getSpec().approval(),
                        new GitHost.Answer.Proposed(pullRequest(State.MERGED, HEAD, "alice"))))
                .isInstanceOf(Refused.class);
        assertThat(answered(release, pullRequest(State.MERGED, HEAD, "alice"))
                        .outcome()
                        .message())
                .contains("0 of 1 approvals were given by a member of vision/unknown");
    }

    @Test
    void anApprovalOfAnEarlierCommitDoesNotCountAndTheMessageSaysWhose() {
        EdgeReleaseDecision decision =
                answered(approving("required: 1"), pullRequest(State.MERGED, "c".repeat(40), "alice"));

        assertThat(decision.outcome().reason()).isEqualTo("ApprovalInsufficient");
        assertThat(decision.outcome().message()).contains("0 of 1", "alice approved an earlier commit", PAGE);
    }

    @Test
    void anApprovalOfAUserWhoIsGoneDoesNotCount() {
        assertThat(answered(approving("required: 1"), pullRequest(State.MERGED, HEAD, ""))
                        .outcome()
                        .reason())
                .isEqualTo("ApprovalInsufficient");
    }

    @Test
    void tooFewApprovalsNameWhoseAreMissingAndTheWayOut() {
        EdgeReleaseDecision decision =
                answered(approving("required: 2, approvers: [carol, dave]"), pullRequest(State.MERGED, HEAD, "carol"));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().message())
                .contains("1 of 2 approvals were given by one of carol, dave", "under another name");
    }

    @ParameterizedTest(name = "{0}, signed as {1}: {2}, in the status {3}")
    @CsvSource({
        "requireSignedCommit: true, valid, Approved, true",
        "requireSignedCommit: true, unsigned, ApprovalUnsigned, false",
        "requireSignedCommit: true, , ApprovalUnsigned,",
        "requireSignedCommit: false, , Approved,",
        "required: 1, , Approved,",
    })
    void theCommitOfTheMergeIsSignedWhereTheSpecAsksForThat(
            String policy, @Nullable String signed, String reason, @Nullable Boolean inStatus) {
        Corroboration corroboration = new Corroboration(
                Set.of(), Optional.ofNullable(signed).map(word -> new GitHost.Signature(word.equals("valid"), word)));

        EdgeReleaseDecision decision =
                answered(approving(policy), pullRequest(State.MERGED, HEAD, "alice"), corroboration);

        assertThat(decision.outcome().reason()).isEqualTo(reason);
        assertThat(decision.facts().approval().commitVerified()).isEqualTo(inStatus);
    }

    @Test
    void aCommitThatIsNotSignedIsNamedWithWhatTheHostSays() {
        EdgeReleaseDecision decision = answered(
                approving("requireSignedCommit: true"),
                pullRequest(State.MERGED, HEAD, "alice"),
                new Corroboration(Set.of(), Optional.of(new GitHost.Signature(false, "unknown_key"))));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().message()).contains(PAGE, MERGE, "unknown_key", "under another name");
        assertThat(decision.facts().approval().approvers()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "requireSignedCommit: true, MERGED, 1",
        "requireSignedCommit: true, OPEN, 0",
        "requireSignedCommit: false, MERGED, 0",
    })
    void theHostIsAskedForTheSignatureOfAMergeWhereTheSpecWantsIt(String policy, State state, int asked)
            throws Exception {
        FakeGitHost host = new FakeGitHost(Approvals.BY_PULL_REQUEST);
        host.sign(new GitHost.Signature(true, "valid"));

        Corroboration corroboration = Corroboration.of(
                host,
                "vision",
                approving(policy).getSpec().approval(),
                new GitHost.Answer.Proposed(pullRequest(state)));

        assertThat(corroboration.signature().stream()).hasSize(asked);
    }

    @Test
    void aSignatureThatNobodyCanLookAtApprovesNothing() {
        EdgeReleaseDecision decision = EdgeReleaseDecision.decide(
                new EdgeReleaseObservation(
                        approving("requireSignedCommit: true"),
                        EdgeReleases.open(),
                        Approvals.BY_FIELD,
                        Optional.empty(),
                        model(),
                        null),
                AT);

        assertThat(decision.outcome().reason()).isEqualTo("ApprovalImpossible");
        assertThat(decision.outcome().message()).contains("spec.approval.requireSignedCommit", "git.repositories");
    }

    @Test
    void whoApprovedIsWrittenDownBeforeItIsSigned() {
        EdgeReleaseDecision decision =
                answered(approving("required: 1"), pullRequest(State.MERGED, HEAD, "alice", "roadworthy"));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(decision.errand()).isEmpty();
        assertThat(decision.facts().approval().commit()).isEqualTo(MERGE);
        assertThat(decision.facts().approval().approvers()).containsExactly(new Approver("alice", HEAD, AT.toString()));
        assertThat(approved(decision)).isEqualTo(Status.True);
    }

    @Test
    void theSignedReleaseNamesThemAndNobodyIsAskedAgain() {
        EdgeRelease release = approving("required: 1");
        EdgeRelease written = EdgeReleases.with(release, answered(release, pullRequest(State.MERGED, HEAD, "alice")));

        EdgeReleaseDecision decision = decide(written, model());

        ReleaseSigner.Order order = ((Errand.Sign) decision.errand().orElseThrow()).order();
        assertThat(order.approval()).contains(new ReleaseSigner.Approved(MERGE, PAGE, List.of("alice")));
    }

    @Test
    void mergedButNotSyncedIsWaitedFor() {
        EdgeReleaseDecision decision = answered(EdgeReleases.release(""), pullRequest(State.MERGED, HEAD, "alice"));

        assertThat(decision.outcome().reason()).isEqualTo("ApprovalMerged");
        assertThat(approved(decision)).isEqualTo(Status.False);
    }

    @Test
    void aFieldThatNobodyReviewedApprovesNothing() {
        assertThat(answered(approving("required: 0"), pullRequest(State.OPEN))
                        .outcome()
                        .reason())
                .isEqualTo("ApprovalUnreviewed");
        EdgeReleaseDecision committed = EdgeReleaseDecision.answered(
                observation(approving("required: 0"), model()),
                new GitHost.Answer.Unchanged("fleet/a.yaml"),
                Corroboration.NONE);
        assertThat(committed.outcome().reason()).isEqualTo("ApprovalUnreviewed");
        assertThat(committed.outcome().message()).contains("fleet/a.yaml", "remove spec.approval.digest");
    }

    @Test
    void aPullRequestThatAPersonClosedDeclines() {
        EdgeReleaseDecision decision = answered(EdgeReleases.release(""), pullRequest(State.CLOSED));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().reason()).isEqualTo("ApprovalDeclined");
        assertThat(decision.facts().approval().state()).isEqualTo(PullRequestState.Closed);
    }

    @Test
    void anotherCandidateClosesThePullRequestOfTheOneBefore() {
        EdgeRelease release = EdgeReleases.release("");
        EdgeRelease written = EdgeReleases.with(release, answered(release, pullRequest(State.OPEN)));
        EdgeRelease changed = EdgeReleases.release("");
        changed.setStatus(written.getStatus());
        Gating.Open retrained = (Gating.Open) Gating.of(
                EdgeReleases.resolved(EdgeReleases.trained(Digest.of(new byte[] {5}), true)),
                List.of(EdgeReleases.resolved(
                        EdgeReleases.judged(Digest.of(new byte[] {5}), true, true, EdgeReleases.GATE))));

        Errand.Ask ask = (Errand.Ask) EdgeReleaseDecision.decide(
                        new EdgeReleaseObservation(
                                changed,
                                retrained,
                                Approvals.BY_PULL_REQUEST,
                                Optional.empty(),
                                new StepDocument.None<>(),
                                null),
                        AT)
                .errand()
                .orElseThrow();

        Errand.Superseded superseded = ask.superseded().orElseThrow();
        assertThat(superseded.intent()).isEqualTo(ask(release).proposal().intent());
        assertThat(superseded.why()).contains(ask.proposal().value().toString());
        assertThat(ask.proposal().intent()).isNotEqualTo(superseded.intent());
    }

    @Test
    void withoutARepositoryNobodyApprovesUnlessTheInstallationSaysSo() {
        EdgeReleaseDecision decision = EdgeReleaseDecision.decide(
                new EdgeReleaseObservation(
                        EdgeReleases.approving(CANDIDATE),
                        EdgeReleases.open(),
                        Approvals.NONE,
                        Optional.empty(),
                        new StepDocument.None<>(),
                        null),
                AT);

        assertThat(decision.outcome().reason()).isEqualTo("ApprovalImpossible");
        assertThat(decision.outcome().message()).contains("git.repositories", "git.approveByField");
        assertThat(decision.errand()).isEmpty();
    }

    @Test
    void aReviewerReadsWhatIsMeasuredWhoGetsItAndWhatItIsMadeOf() {
        EdgeRelease release = EdgeReleases.release(
                "rollout: {waves: [{name: canary, percent: 20, soak: 30m}, {name: all, percent: 100}],"
                        + " health: {minVehicles: 5, failedPercent: {max: 2}, latencyMsP95: {max: '40'}}}");

        String body = ask(release).proposal().body();

        assertThat(body)
                .contains(
                        "| sidewalk-a-test | meanIoU in night | 0.6412 | 0.6012 to 0.6833 | min 0.60 | 60 | 3 | Passed |",
                        "| sidewalk-a-test | night | bicyclist\\|rider | 0.2101 | 41 |",
                        "| canary | 20 % of sidewalk-detector | 30m |",
                        "at most 2 % of its vehicles fail and the 95th percentile of latency is at most 40 ms, of 5 vehicles",
                        "| model | " + EdgeReleases.MODEL_DIGEST.value() + " |",
                        "    " + CANDIDATE,
                        "### What changes for vehicles\n\nThis is the first release of `sidewalk-detector`",
                        "roadworthy lineage verify " + EdgeReleases.MODEL_DIGEST);
    }

    @Test
    void aReviewerCanComputeTheCandidateFromTheText() {
        String document = ask(EdgeReleases.release(""))
                .proposal()
                .body()
                .lines()
                .filter(line -> line.startsWith("    printf %s '"))
                .map(line -> line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\'')))
                .findFirst()
                .orElseThrow();

        assertThat(document).doesNotContain("'");
        assertThat(Digest.of(document.getBytes(StandardCharsets.UTF_8)).value()).isEqualTo(CANDIDATE);
    }

    private static EdgeRelease approving(String policy) {
        return EdgeReleases.release("approval: {digest: '%s', %s}".formatted(CANDIDATE, policy));
    }

    private static Errand.Ask ask(EdgeRelease release) {
        return (Errand.Ask) decide(release, new StepDocument.None<>()).errand().orElseThrow();
    }

    private static EdgeReleaseDecision answered(EdgeRelease release, PullRequest pullRequest) {
        return answered(release, pullRequest, Corroboration.NONE);
    }

    private static EdgeReleaseDecision answered(
            EdgeRelease release, PullRequest pullRequest, Corroboration corroboration) {
        return EdgeReleaseDecision.answered(
                observation(release, model()), new GitHost.Answer.Proposed(pullRequest), corroboration);
    }

    private static EdgeReleaseDecision decide(EdgeRelease release, StepDocument<ModelManifest> model) {
        return EdgeReleaseDecision.decide(observation(release, model), AT);
    }

    private static EdgeReleaseObservation observation(EdgeRelease release, StepDocument<ModelManifest> model) {
        return new EdgeReleaseObservation(
                release, EdgeReleases.open(), Approvals.BY_PULL_REQUEST, Optional.empty(), model, null);
    }

    private static StepDocument<ModelManifest> model() {
        return new StepDocument.Read<>(
                new ArtifactRef("s3://artifacts/m", Digest.of(new byte[] {9}), 1234), EdgeReleases.MODEL);
    }

    private static PullRequest pullRequest(State state) {
        return pullRequest(state, HEAD);
    }

    private static PullRequest pullRequest(State state, String reviewed, String... reviewers) {
        return new PullRequest(
                7,
                URI.create(PAGE),
                state,
                "roadworthy",
                HEAD,
                state == State.MERGED ? Optional.of(new GitHost.Merge(MERGE, "bob", AT)) : Optional.empty(),
                List.of(reviewers).stream()
                        .map(reviewer -> new GitHost.Approval(reviewer, reviewed, AT))
                        .toList());
    }

    private static Status approved(EdgeReleaseDecision decision) {
        return decision.statements().stream()
                .filter(statement -> statement.type().equals("Approved"))
                .map(statement -> statement.status())
                .findFirst()
                .orElseThrow();
    }
}
