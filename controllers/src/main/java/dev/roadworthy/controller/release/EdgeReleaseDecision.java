package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
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
 * @param order what must be signed before the exit; empty where nothing must
 * @param start the Job that must be there; empty where none must be started
 * @param campaign what the bridge must be told before the exit; empty where nothing must
 * @param facts the status without generation and conditions
 */
record EdgeReleaseDecision(
        Outcome outcome,
        List<Statement> statements,
        Optional<Order> order,
        Optional<Start> start,
        Optional<Campaign> campaign,
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
                        new EdgeReleaseStatus(null, null, null, null, null, null, null, null));
            case Gating.Open open -> gated(seen, open);
        };
    }

    private static EdgeReleaseDecision gated(EdgeReleaseObservation seen, Gating.Open open) {
        Candidate candidate = open.candidate(seen.release().getSpec());
        String digest = candidate.digest().value();
        EdgeReleaseStatus facts = new EdgeReleaseStatus(null, digest, open.evidence(), null, null, null, null, null);
        String approved = seen.approved();
        if (approved == null) {
            return unapproved(
                    new Outcome.Wait(
                            "ApprovalPending",
                            "candidate %s waits for an approval: look at status.evidence, and set spec.approval.digest to it"
                                    .formatted(digest),
                            Gating.RECHECK),
                    facts);
        }
        if (!approved.equals(digest)) {
            return unapproved(
                    new Outcome.Reject(
                            "ApprovalMismatch",
                            ("spec.approval.digest approves %s, and the candidate is %s: model, evaluations, gates or"
                                            + " compatibility are not those that were approved; approve the candidate of now")
                                    .formatted(approved, digest)),
                    facts);
        }
        List<Statement> statements = List.of(gated(open.evidence()), approved(digest));
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
                        Optional.of(order(seen, candidate, open.evidence(), read.content())),
                        Optional.empty(),
                        Optional.empty(),
                        facts);
        };
    }

    private static Order order(
            EdgeReleaseObservation seen, Candidate candidate, Evidence evidence, ModelManifest model) {
        EdgeReleaseSpec spec = seen.release().getSpec();
        // Whoever orders this version of this candidate again, in the same object, means the same release.
        Digest claimant = Documents.digest(List.of(
                seen.release().getMetadata().getUid(),
                spec.line(),
                spec.version(),
                candidate.digest().value()));
        Map<String, Digest> lineage = evidence.lineage().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, role -> new Digest(role.getValue())));
        return new Order(claimant, spec.line(), spec.version(), candidate, model, lineage);
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
                Optional.empty(),
                new EdgeReleaseStatus(
                        null,
                        facts.candidate(),
                        facts.evidence(),
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
                        null));
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

    private static EdgeReleaseDecision unapproved(Outcome outcome, EdgeReleaseStatus facts) {
        return undecided(
                outcome,
                List.of(
                        gated(Objects.requireNonNull(facts.evidence())),
                        new Statement(APPROVED, Status.False, outcome.reason(), outcome.message())),
                facts);
    }

    private static EdgeReleaseDecision undecided(Outcome outcome, List<Statement> statements, EdgeReleaseStatus facts) {
        return new EdgeReleaseDecision(
                outcome, statements, Optional.empty(), Optional.empty(), Optional.empty(), facts);
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

    static Statement approved(@Nullable String candidate) {
        return new Statement(APPROVED, Status.True, "DigestApproved", "candidate %s was approved".formatted(candidate));
    }

    @Override
    public EdgeReleaseStatus status(long generation, List<Condition> conditions) {
        return new EdgeReleaseStatus(
                generation,
                facts.candidate(),
                facts.evidence(),
                facts.signature(),
                facts.job(),
                facts.bundle(),
                facts.rollout(),
                conditions);
    }
}
