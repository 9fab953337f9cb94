package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Lineage;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.reference.EvaluationReferences;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.reference.TrainingRunReferences;
import dev.roadworthy.controller.release.EdgeReleaseObservation.Packing;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all that a decision about an EdgeRelease needs. */
final class EdgeReleaseObserver {

    private final ArtifactStore store;
    private final Fleet fleet;
    private final GitHost gitHost;

    EdgeReleaseObserver(ReleasePorts ports) {
        this.store = ports.store();
        this.fleet = ports.fleet();
        this.gitHost = ports.gitHost();
    }

    EdgeReleaseObservation observe(
            EdgeRelease release,
            Optional<TrainingRun> run,
            PresentRelease.Siblings siblings,
            Collection<Job> jobs,
            Collection<Pod> pods) {
        Gating gating = Gating.of(model(release, run), evaluations(release, siblings.evaluations()));
        Packing packing = packing(release, jobs, pods);
        GitHost.Approvals approvals = gitHost.approvals(release.getMetadata().getNamespace());
        return new EdgeReleaseObservation(
                release,
                gating,
                approvals,
                packing == null && approvals == GitHost.Approvals.BY_PULL_REQUEST
                        ? PresentRelease.of(release, siblings)
                        : Optional.empty(),
                packing == null && gating instanceof Gating.Open open && isPinned(release, open)
                        ? manifest(open.evidence().model())
                        : new StepDocument.None<>(),
                packing);
    }

    private static Reference<TrainedModel> model(EdgeRelease release, Optional<TrainingRun> run) {
        Reference<PinnedModel> model = TrainingRunReferences.resolve(
                "spec.modelRef",
                release.getSpec().modelRef().name(),
                release.getMetadata().getNamespace(),
                run);
        return switch (model) {
            case Reference.Resolved<PinnedModel> resolved ->
                new Reference.Resolved<>(new TrainedModel(
                        resolved.pin(),
                        bytes(run.orElseThrow()),
                        lineage(run.orElseThrow()),
                        TrainingRunReferences.outOfDate(run.orElseThrow()).isEmpty()));
            case Reference.Dangling<PinnedModel> dangling -> new Reference.Dangling<>(dangling.message());
            case Reference.Stale<PinnedModel> stale -> new Reference.Stale<>(stale.message());
        };
    }

    private static long bytes(TrainingRun run) {
        return Objects.requireNonNull(run.getStatus().model(), "what is resolved has a model")
                .bytes();
    }

    private static Map<String, String> lineage(TrainingRun run) {
        Map<String, String> lineage = new TreeMap<>();
        Lineage of = run.getStatus().lineage();
        if (of != null) {
            lineage.put("dataset", of.dataset());
            lineage.put("image", of.image().substring(of.image().indexOf('@') + 1));
            lineage.put("parameters", of.parameters());
        }
        return lineage;
    }

    private static List<Reference<JudgedEvaluation>> evaluations(
            EdgeRelease release, Collection<Evaluation> evaluations) {
        return release.getSpec().evaluationRefs().stream()
                .map(ObjectRef::name)
                .map(name -> EvaluationReferences.resolve(
                        "spec.evaluationRefs",
                        name,
                        release.getMetadata().getNamespace(),
                        evaluations.stream()
                                .filter(each -> each.getMetadata().getName().equals(name))
                                .findFirst()))
                .toList();
    }

    /** Whether what is to be signed was written down, and is approved. */
    private static boolean isPinned(EdgeRelease release, Gating.Open open) {
        String candidate = open.candidate(release.getSpec()).digest().value();
        return release.getStatus() != null
                && candidate.equals(release.getStatus().candidate())
                && candidate.equals(EdgeReleaseObservation.approved(release));
    }

    private StepDocument<ModelManifest> manifest(PinnedModel model) {
        return StepDocument.read(
                store, Artifacts.inDocument(model.manifest()), ModelManifest.class, ModelManifest.FORMAT);
    }

    private @Nullable Packing packing(EdgeRelease release, Collection<Job> jobs, Collection<Pod> pods) {
        EdgeReleaseStatus status = release.getStatus();
        if (status == null
                || status.signature() == null
                || status.evidence() == null
                || !status.signature()
                        .spec()
                        .equals(ReleaseInput.released(release.getSpec()).value())) {
            return null;
        }
        Step step = PackStep.of(release, status.evidence(), status.signature());
        StepState state = StepObserver.observe(step, jobs, pods);
        return new Packing(
                status,
                step,
                state,
                StepDocument.read(
                        store,
                        // With a bundle in the status, its manifest was read before.
                        status.bundle() == null && state instanceof StepState.Succeeded succeeded
                                ? succeeded.document()
                                : null,
                        BundleManifest.class,
                        BundleManifest.FORMAT),
                Delivery.isUnderWay(release.getSpec(), status)
                        ? FleetView.of(fleet, release.getSpec().line())
                        : new FleetView.NotAsked());
    }
}
