package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.release.EdgeReleaseDecision.Start;
import dev.roadworthy.controller.release.EdgeReleaseObservation.Packing;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a release that is signed: it ends on what was signed, whatever becomes of the objects that it was
 * made of.
 *
 * @param seen all that was read
 * @param packing how far it is
 * @param signature what was signed
 */
record Publication(EdgeReleaseObservation seen, Packing packing, Signature signature) {

    static EdgeReleaseDecision decide(EdgeReleaseObservation seen, Packing packing, Instant now) {
        Signature signature = Objects.requireNonNull(packing.signed().signature(), "what is packed is signed");
        return new Publication(seen, packing, signature).decide(now);
    }

    private EdgeReleaseDecision decide(Instant now) {
        Artifact bundle = packing.signed().bundle();
        if (bundle != null) {
            return published(bundle, packing.signed().job(), now);
        }
        return switch (packing.bundle()) {
            case StepDocument.Read<BundleManifest> read -> packed(read.content(), now);
            case StepDocument.Unreachable<BundleManifest> unreachable ->
                goOn(new Outcome.Wait("StoreUnavailable", unreachable.message(), Retry.OUTSIDE));
            case StepDocument.Broken<BundleManifest> broken ->
                goOn(new Outcome.Reject("ManifestUnreadable", broken.message()));
            case StepDocument.None<BundleManifest> none -> await(now);
        };
    }

    /** A pod is not believed about which release it packed. */
    private EdgeReleaseDecision packed(BundleManifest manifest, Instant now) {
        return manifest.release().value().equals(signature.payload())
                ? published(Artifacts.inStatus(manifest.bundle()), job(), now)
                : goOn(new Outcome.Reject(
                        "BundleMismatch",
                        "Job %s packed release %s, and %s was signed; see its log"
                                .formatted(job(), manifest.release(), signature.payload())));
    }

    private EdgeReleaseDecision await(Instant now) {
        return switch (packing.state()) {
            case StepState.Absent absent ->
                start(1, new Outcome.Advance("Packing", "the bundle is about to be packed"));
            case StepState.Pending pending -> goOn(pending.outcome());
            case StepState.Running running ->
                goOn(new Outcome.Advance("Packing", "Job %s packs the bundle".formatted(running.job())));
            case StepState.Rejected rejected -> goOn(new Outcome.Reject(rejected.reason(), rejected.message()));
            case StepState.Failed failed -> goOn(new Outcome.Reject(failed.reason(), failed.message()));
            case StepState.Unavailable unavailable -> again(unavailable, now);
            case StepState.Succeeded succeeded ->
                throw new IllegalStateException("the observation of a step that succeeded holds its manifest");
        };
    }

    private EdgeReleaseDecision again(StepState.Unavailable state, Instant now) {
        Outcome.Wait wait = state.outcome(now);
        return state.retry().isDue(now) ? start(state.tries() + 1, wait) : goOn(wait);
    }

    private EdgeReleaseDecision start(int number, Outcome outcome) {
        return unpublished(
                outcome,
                Optional.of(new Start(packing.step(), number)),
                packing.step().jobName(number));
    }

    private EdgeReleaseDecision goOn(Outcome outcome) {
        return unpublished(outcome, Optional.empty(), job());
    }

    private EdgeReleaseDecision published(Artifact bundle, @Nullable String job, Instant now) {
        Optional<Revert> back = Revert.of(seen.release(), packing.signed());
        if (back.isPresent()) {
            Revert revert = back.get();
            return published(bundle, job, revert.result(), revert.errand(seen.approvals()));
        }
        Delivery.Result delivered = Delivery.decide(seen.release().getSpec(), packing, signature, bundle, now);
        return published(bundle, job, delivered, delivered.campaign().map(Errand.Tell::new));
    }

    private EdgeReleaseDecision published(
            Artifact bundle, @Nullable String job, Delivery.Result delivered, Optional<Errand> errand) {
        return new EdgeReleaseDecision(
                delivered.outcome(),
                Stream.concat(
                                statements(
                                        Status.True,
                                        "Published",
                                        "release %d of line %s is bundle %s, signed by %s"
                                                .formatted(
                                                        signature.counter(),
                                                        seen.release().getSpec().line(),
                                                        bundle.digest(),
                                                        signature.keyId()))
                                        .stream(),
                                delivered.healthy().stream())
                        .toList(),
                errand,
                Optional.empty(),
                facts(job, bundle, delivered.rollout()));
    }

    private EdgeReleaseDecision unpublished(Outcome outcome, Optional<Start> start, @Nullable String job) {
        return new EdgeReleaseDecision(
                outcome,
                statements(Status.False, outcome.reason(), outcome.message()),
                Optional.empty(),
                start,
                facts(job, null, null));
    }

    private List<Statement> statements(Status published, String reason, String message) {
        return List.of(
                EdgeReleaseDecision.gated(packing.evidence()),
                EdgeReleaseDecision.approved(packing.signed()),
                new Statement(EdgeReleaseDecision.PUBLISHED, published, reason, message),
                currency());
    }

    private EdgeReleaseStatus facts(
            @Nullable String job, @Nullable Artifact bundle, EdgeReleaseStatus.@Nullable Rollout rollout) {
        return new EdgeReleaseStatus(
                null,
                packing.signed().candidate(),
                packing.evidence(),
                packing.signed().approval(),
                signature,
                job,
                bundle,
                rollout,
                packing.signed().revert(),
                null);
    }

    /** Whether the spec would come to the same candidate today. It never undoes a release. */
    private Statement currency() {
        return switch (seen.gating()) {
            case Gating.Open open -> {
                String now = open.candidate(seen.release().getSpec()).digest().value();
                yield now.equals(packing.signed().candidate())
                        ? new Statement(
                                Reference.CURRENT,
                                Status.True,
                                "UpToDate",
                                "the references still come to candidate " + now)
                        : new Statement(
                                Reference.CURRENT,
                                Status.False,
                                "UpstreamChanged",
                                "the references come to candidate %s now, and %s was released; to release that, apply an EdgeRelease of another version"
                                        .formatted(now, packing.signed().candidate()));
            }
            case Gating.Closed closed ->
                new Statement(
                        Reference.CURRENT,
                        Status.Unknown,
                        closed.outcome().reason(),
                        closed.outcome().message());
        };
    }

    private @Nullable String job() {
        return packing.state().jobOr(packing.signed().job());
    }
}
