package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.port.ReleaseSigner.Order;
import dev.roadworthy.controller.port.ReleaseSigner.Signed;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about an EdgeRelease. Model and evidence make a candidate; the approval of its digest lets it be
 * signed; what is signed is packed.
 *
 * @param outcome what it comes to
 * @param statements {@code Gated}, {@code Approved}, {@code Published} and, once something is signed, {@code Current};
 *     {@code Healthy} once it comes to vehicles
 * @param errand what must be done outside before the exit; empty where nothing must
 * @param start the Job that must be there; empty where none must be started
 * @param facts the status without generation and conditions
 */
record EdgeReleaseDecision(
        Outcome outcome,
        List<Statement> statements,
        Optional<Errand> errand,
        Optional<Start> start,
        EdgeReleaseStatus facts)
        implements Exit.Decision<EdgeReleaseStatus> {

    static final String GATED = "Gated";
    static final String APPROVED = "Approved";
    static final String PUBLISHED = "Published";
    static final String HEALTHY = "Healthy";

    /**
     * A Job that must be there.
     *
     * @param number 1 for the first with this input
     */
    record Start(Step step, int number) {}

    static EdgeReleaseDecision decide(EdgeReleaseObservation seen, Instant now) {
        if (seen.packing() != null) {
            return Publication.decide(seen, seen.packing(), now);
        }
        return switch (seen.gating()) {
            case Gating.Closed closed ->
                undecided(
                        closed.outcome(),
                        List.of(new Statement(
                                GATED,
                                Status.False,
                                closed.outcome().reason(),
                                closed.outcome().message())),
                        nothing());
            case Gating.Open open -> gated(seen, open);
        };
    }

    private static EdgeReleaseDecision gated(EdgeReleaseObservation seen, Gating.Open open) {
        return with(Approval.of(seen, open), seen, open);
    }

    /** As it is once the Git host has answered. */
    static EdgeReleaseDecision answered(
            EdgeReleaseObservation seen, GitHost.Answer answer, Corroboration corroboration) {
        // Nothing is asked there before the gates are open.
        Gating.Open open = (Gating.Open) seen.gating();
        String candidate = open.candidate(seen.release().getSpec()).digest().value();
        // Who approved it is written down before anything is signed.
        return with(Approval.answered(seen.release(), candidate, answer, corroboration), seen.withoutModel(), open);
    }

    private static EdgeReleaseDecision with(Approval approval, EdgeReleaseObservation seen, Gating.Open open) {
        Candidate candidate = open.candidate(seen.release().getSpec());
        String digest = candidate.digest().value();
        return switch (approval) {
            case Approval.Missing missing ->
                undecided(
                        missing.why(),
                        List.of(gated(open.evidence()), unapproved(missing.why())),
                        facts(digest, open.evidence(), missing.soFar()));
            case Approval.Unknown unknown -> asking(unknown.ask(), seen, open.evidence(), digest);
            case Approval.Given given -> approved(given.evidence(), seen, open, candidate);
        };
    }

    private static EdgeReleaseDecision asking(
            Errand.Ask ask, EdgeReleaseObservation seen, Evidence evidence, String digest) {
        Outcome outcome = new Outcome.Next("Asking", "candidate %s is about to be proposed".formatted(digest));
        EdgeReleaseStatus before = seen.release().getStatus();
        return new EdgeReleaseDecision(
                outcome,
                List.of(gated(evidence), unapproved(outcome)),
                Optional.of(ask),
                Optional.empty(),
                // Where the host does not answer, what it said before stays.
                facts(digest, evidence, before == null ? null : before.approval()));
    }

    private static EdgeReleaseDecision approved(
            EdgeReleaseStatus.@Nullable Approval approval,
            EdgeReleaseObservation seen,
            Gating.Open open,
            Candidate candidate) {
        String digest = candidate.digest().value();
        EdgeReleaseStatus facts = facts(digest, open.evidence(), approval);
        List<Statement> statements = List.of(gated(open.evidence()), approved(facts));
        return switch (seen.model()) {
            case StepDocument.None<ModelManifest> none ->
                undecided(
                        new Outcome.Next(
                                "Approved", "candidate %s is approved and is about to be signed".formatted(digest)),
                        statements,
                        facts);
            case StepDocument.Unreachable<ModelManifest> unreachable ->
                undecided(
                        new Outcome.Wait("StoreUnavailable", unreachable.message(), Retry.OUTSIDE), statements, facts);
            case StepDocument.Broken<ModelManifest> broken ->
                undecided(new Outcome.Reject("ManifestUnreadable", broken.message()), statements, facts);
            case StepDocument.Read<ModelManifest> read ->
                new EdgeReleaseDecision(
                        new Outcome.Next("Signing", "candidate %s is being signed".formatted(digest)),
                        statements,
                        Optional.of(new Errand.Sign(order(seen, candidate, facts, read.content()))),
                        Optional.empty(),
                        facts);
        };
    }

    private static Order order(
            EdgeReleaseObservation seen, Candidate candidate, EdgeReleaseStatus facts, ModelManifest model) {
        EdgeReleaseSpec spec = seen.release().getSpec();
        // Whoever orders this version of this candidate again, in the same object, means the same release.
        Digest claimant = Documents.digest(List.of(
                seen.release().getMetadata().getUid(),
                spec.line(),
                spec.version(),
                candidate.digest().value()));
        Map<String, Digest> lineage = Objects.requireNonNull(facts.evidence()).lineage().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> new Digest(role.getValue())));
        return new Order(
                claimant,
                spec.line(),
                spec.version(),
                candidate,
                model,
                lineage,
                Optional.ofNullable(facts.approval()).map(EdgeReleaseDecision::inOrder));
    }

    private static ReleaseSigner.Approved inOrder(EdgeReleaseStatus.Approval given) {
        return new ReleaseSigner.Approved(
                Objects.requireNonNull(given.commit(), "what is approved is merged"),
                given.pullRequest(),
                Objects.requireNonNull(given.approvers(), "what is approved has its approvers").stream()
                        .map(EdgeReleaseStatus.Approver::name)
                        .toList());
    }

    /** As it is once the order is signed: that is written down, and then packed. */
    EdgeReleaseDecision signed(Digest spec, Signed signed) {
        return new EdgeReleaseDecision(
                new Outcome.Next(
                        "Signed",
                        "release %d of the line is signed and is about to be packed".formatted(signed.counter())),
                statements,
                Optional.empty(),
                Optional.empty(),
                new EdgeReleaseStatus(
                        null,
                        facts.candidate(),
                        facts.evidence(),
                        facts.approval(),
                        new Signature(
                                spec.value(),
                                signed.counter(),
                                Artifacts.inStatus(signed.release()),
                                signed.payload().value(),
                                Artifacts.inStatus(signed.modelSignature()),
                                signed.keyId(),
                                signed.publicKey()),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** As it is once the Git host has said how the request to end it stands. */
    EdgeReleaseDecision reverted(Outcome outcome, EdgeReleaseStatus.@Nullable Revert revert) {
        return undecided(outcome, statements, facts.endedBy(revert));
    }

    /** As it is where what it asks for could not be done outside. */
    EdgeReleaseDecision undone(Outcome why) {
        return undecided(why, statements, facts);
    }

    /** As it is once the line is at a later release. */
    EdgeReleaseDecision superseded() {
        String message = "the line is at a later release, and vehicles take that one";
        return undecided(
                outcome instanceof Outcome.Done
                        ? new Outcome.Done("Superseded", message)
                        : new Outcome.Reject("Superseded", message),
                statements,
                facts);
    }

    private static EdgeReleaseDecision undecided(Outcome outcome, List<Statement> statements, EdgeReleaseStatus facts) {
        return new EdgeReleaseDecision(outcome, statements, Optional.empty(), Optional.empty(), facts);
    }

    private static EdgeReleaseStatus nothing() {
        return new EdgeReleaseStatus(null, null, null, null, null, null, null, null, null, null);
    }

    private static EdgeReleaseStatus facts(
            String candidate, Evidence evidence, EdgeReleaseStatus.@Nullable Approval approval) {
        return new EdgeReleaseStatus(null, candidate, evidence, approval, null, null, null, null, null, null);
    }

    private static Statement unapproved(Outcome why) {
        return new Statement(APPROVED, Status.False, why.reason(), why.message());
    }

    static Statement gated(Evidence evidence) {
        return new Statement(
                GATED,
                Status.True,
                "GatesPassed",
                "model %s passed %s"
                        .formatted(
                                evidence.model().digest(),
                                evidence.evaluations().stream()
                                        .map(EdgeReleaseStatus.PinnedEvaluation::name)
                                        .collect(Collectors.joining(", "))));
    }

    static Statement approved(EdgeReleaseStatus facts) {
        EdgeReleaseStatus.Approval given = facts.approval();
        return given == null
                ? new Statement(
                        APPROVED,
                        Status.True,
                        "DigestApproved",
                        "candidate %s was approved".formatted(facts.candidate()))
                : new Statement(
                        APPROVED,
                        Status.True,
                        "PullRequestMerged",
                        "candidate %s was approved by %s, with commit %s"
                                .formatted(facts.candidate(), given.pullRequest(), given.commit()));
    }

    @Override
    public EdgeReleaseStatus blank() {
        return nothing();
    }

    @Override
    public EdgeReleaseStatus status(EdgeReleaseStatus facts, long generation, List<Condition> conditions) {
        return facts.of(generation, conditions);
    }
}
