package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.FakeReleaseSigner;
import dev.roadworthy.controller.port.GitHost.Approvals;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.release.EdgeReleaseObservation.Packing;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeReleaseDecisionTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final ArtifactRef BUNDLE = new ArtifactRef("s3://artifacts/b", Digest.of(new byte[] {9}), 1234);
    private static final String CANDIDATE = EdgeReleases.open()
            .candidate(EdgeReleases.release("").getSpec())
            .digest()
            .value();

    @Test
    void withoutAnApprovalTheCandidateIsShownAndWaits() {
        EdgeReleaseDecision decision = decide(EdgeReleases.release(""), EdgeReleases.open(), new StepDocument.None<>());

        assertThat(decision.outcome()).isInstanceOf(Outcome.Ask.class);
        assertThat(decision.outcome().reason()).isEqualTo("ApprovalPending");
        assertThat(decision.outcome().message()).contains(CANDIDATE, "spec.approval.digest");
        assertThat(decision.facts().candidate()).isEqualTo(CANDIDATE);
        assertThat(status(decision, "Gated")).isEqualTo(Status.True);
        assertThat(status(decision, "Approved")).isEqualTo(Status.False);
    }

    @Test
    void anApprovalOfSomethingElseIsRefusedWithBothDigests() {
        String other = Digest.of(new byte[] {7}).value();

        EdgeReleaseDecision decision = decide(EdgeReleases.approving(other), EdgeReleases.open(), model());

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().reason()).isEqualTo("ApprovalMismatch");
        assertThat(decision.outcome().message()).contains(other, CANDIDATE);
        assertThat(decision.errand()).isEmpty();
        assertThat(status(decision, "Approved")).isEqualTo(Status.False);
    }

    @Test
    void withoutEvidenceNothingIsSignedWhateverIsApproved() {
        Gating closed = new Gating.Closed(new Outcome.Reject("GateFailed", "night"));

        EdgeReleaseDecision decision = decide(EdgeReleases.approving(CANDIDATE), closed, model());

        assertThat(decision.outcome().reason()).isEqualTo("GateFailed");
        assertThat(status(decision, "Gated")).isEqualTo(Status.False);
        assertThat(decision.errand()).isEmpty();
        assertThat(decision.start()).isEmpty();
    }

    @Test
    void whatIsApprovedIsWrittenDownBeforeItIsSigned() {
        EdgeReleaseDecision decision =
                decide(EdgeReleases.approving(CANDIDATE), EdgeReleases.open(), new StepDocument.None<>());

        assertThat(decision.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(decision.errand()).isEmpty();
        assertThat(decision.facts().candidate()).isEqualTo(CANDIDATE);
    }

    @Test
    void theOrderIsTheApprovedCandidateAndItsClaimantIsTheObjectAndItsVersion() throws Exception {
        ReleaseSigner.Order order = order(EdgeReleases.approving(CANDIDATE));

        assertThat(order.candidate().digest().value()).isEqualTo(CANDIDATE);
        assertThat(order(EdgeReleases.approving(CANDIDATE)).claimant()).isEqualTo(order.claimant());
        EdgeRelease namesake = EdgeReleases.approving(CANDIDATE);
        namesake.getMetadata().setUid("another");
        assertThat(order(namesake).claimant()).isNotEqualTo(order.claimant());
    }

    @Test
    void whatIsSignedIsPackedAndPublished() throws Exception {
        EdgeRelease signed = signed(EdgeReleases.approving(CANDIDATE));
        EdgeReleaseDecision starting = packing(signed, new StepState.Absent(), new StepDocument.None<>());
        assertThat(starting.start()).isPresent();
        assertThat(starting.facts().job()).isNotBlank();

        EdgeReleaseDecision published = packing(
                EdgeReleases.with(signed, starting),
                new StepState.Succeeded("sidewalk-1-pack-1", BUNDLE),
                new StepDocument.Read<>(
                        BUNDLE,
                        new BundleManifest(
                                1, BUNDLE, new Digest(signature(signed).payload()))));

        assertThat(published.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(Objects.requireNonNull(published.facts().bundle()).digest())
                .isEqualTo(BUNDLE.digest().value());
        assertThat(status(published, "Published")).isEqualTo(Status.True);
        assertThat(status(published, "Current")).isEqualTo(Status.True);
    }

    @Test
    void aBundleOfAnotherReleaseIsNotBelieved() throws Exception {
        EdgeRelease signed = signed(EdgeReleases.approving(CANDIDATE));

        EdgeReleaseDecision decision = packing(
                signed,
                new StepState.Succeeded("sidewalk-1-pack-1", BUNDLE),
                new StepDocument.Read<>(BUNDLE, new BundleManifest(1, BUNDLE, Digest.of(new byte[] {8}))));

        assertThat(decision.outcome().reason()).isEqualTo("BundleMismatch");
        assertThat(decision.facts().bundle()).isNull();
    }

    @Test
    void aSignedReleaseEndsOnWhatWasSignedThoughItsEvidenceIsGone() throws Exception {
        EdgeRelease signed = signed(EdgeReleases.approving(CANDIDATE));
        Gating gone = new Gating.Closed(new Outcome.Wait("ModelDangling", "gone", Gating.RECHECK));

        EdgeReleaseDecision decision = EdgeReleaseDecision.decide(
                new EdgeReleaseObservation(
                        signed,
                        gone,
                        Approvals.BY_FIELD,
                        Optional.empty(),
                        new StepDocument.None<>(),
                        packing(signed, new StepState.Absent())),
                NOW);

        assertThat(decision.start()).isPresent();
        assertThat(status(decision, "Gated")).isEqualTo(Status.True);
        assertThat(status(decision, "Current")).isEqualTo(Status.Unknown);
    }

    @Test
    void whatCouldNotBeSignedSaysWhyAndKeepsTheCandidate() {
        EdgeReleaseDecision decision = decide(EdgeReleases.approving(CANDIDATE), EdgeReleases.open(), model())
                .undone(new Outcome.Reject("SigningRefused", "no release key"));

        assertThat(decision.outcome().reason()).isEqualTo("SigningRefused");
        assertThat(decision.facts().candidate()).isEqualTo(CANDIDATE);
        assertThat(status(decision, "Approved")).isEqualTo(Status.True);
    }

    private static ReleaseSigner.Order order(EdgeRelease release) {
        return order(decide(release, EdgeReleases.open(), model()));
    }

    private static ReleaseSigner.Order order(EdgeReleaseDecision decision) {
        return ((Errand.Sign) decision.errand().orElseThrow()).order();
    }

    private static EdgeRelease signed(EdgeRelease release) throws Exception {
        EdgeReleaseDecision ordered = decide(release, EdgeReleases.open(), model());
        return EdgeReleases.with(
                release,
                ordered.signed(ReleaseInput.released(release.getSpec()), new FakeReleaseSigner().sign(order(ordered))));
    }

    private static EdgeReleaseStatus.Signature signature(EdgeRelease release) {
        return Objects.requireNonNull(release.getStatus().signature());
    }

    private static Packing packing(EdgeRelease signed, StepState state) {
        return new Packing(
                signed.getStatus(), step(signed), state, new StepDocument.None<>(), new FleetView.NotAsked());
    }

    private static EdgeReleaseDecision packing(
            EdgeRelease signed, StepState state, StepDocument<BundleManifest> bundle) {
        return EdgeReleaseDecision.decide(
                new EdgeReleaseObservation(
                        signed,
                        EdgeReleases.open(),
                        Approvals.BY_FIELD,
                        Optional.empty(),
                        new StepDocument.None<>(),
                        new Packing(signed.getStatus(), step(signed), state, bundle, new FleetView.NotAsked())),
                NOW);
    }

    private static Step step(EdgeRelease signed) {
        return PackStep.of(signed, Objects.requireNonNull(signed.getStatus().evidence()), signature(signed));
    }

    private static StepDocument<ModelManifest> model() {
        return new StepDocument.Read<>(BUNDLE, EdgeReleases.MODEL);
    }

    private static EdgeReleaseDecision decide(EdgeRelease release, Gating gating, StepDocument<ModelManifest> model) {
        return EdgeReleaseDecision.decide(
                new EdgeReleaseObservation(release, gating, Approvals.BY_FIELD, Optional.empty(), model, null), NOW);
    }

    private static Status status(EdgeReleaseDecision decision, String type) {
        List<Statement> statements = decision.statements();
        return statements.stream()
                .filter(statement -> statement.type().equals(type))
                .map(Statement::status)
                .findFirst()
                .orElseThrow();
    }
}
