package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.evaluation.EvaluationObservation.Pursued;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.reference.TrainingRunReferences;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepLabels;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads all that a decision about an Evaluation needs: models, Dataset, its Jobs and pods, and the report. */
final class EvaluationObserver {

    private final ArtifactStore store;

    EvaluationObserver(ArtifactStore store) {
        this.store = store;
    }

    EvaluationObservation observe(
            Evaluation evaluation,
            Collection<TrainingRun> runs,
            Collection<Dataset> datasets,
            Collection<Job> jobs,
            Collection<Pod> pods) {
        return new EvaluationObservation(
                evaluation,
                upstream(evaluation, runs, datasets),
                pursued(evaluation, jobs, pods),
                jobs.stream()
                        .filter(job -> StepLabels.isOf(evaluation, job))
                        .filter(job -> !StepObserver.isFinished(job))
                        .toList());
    }

    private static Upstream upstream(
            Evaluation evaluation, Collection<TrainingRun> runs, Collection<Dataset> datasets) {
        EvaluationSpec spec = evaluation.getSpec();
        String namespace = evaluation.getMetadata().getNamespace();
        Optional<TrainingRun> model = named(runs, spec.modelRef().name());
        Optional<Dataset> dataset = named(datasets, spec.datasetRef().name());
        return new Upstream(
                TrainingRunReferences.resolve("spec.modelRef", spec.modelRef().name(), namespace, model),
                model.flatMap(TrainingRunReferences::outOfDate).orElse(null),
                baseline(spec, namespace, runs),
                DatasetReferences.resolve(spec.datasetRef().name(), namespace, dataset),
                dataset.map(found -> EvaluationInput.slices(found.getSpec())).orElse(List.of()));
    }

    private static @Nullable Reference<PinnedModel> baseline(
            EvaluationSpec spec, String namespace, Collection<TrainingRun> runs) {
        @Nullable String name = baselineName(spec);
        return name == null
                ? null
                : TrainingRunReferences.resolve("spec.baseline.trainingRunRef", name, namespace, named(runs, name));
    }

    static @Nullable String baselineName(EvaluationSpec spec) {
        return spec.baseline() == null ? null : spec.baseline().trainingRunRef().name();
    }

    private static <T extends HasMetadata> Optional<T> named(Collection<T> objects, String name) {
        return objects.stream()
                .filter(object -> name.equals(object.getMetadata().getName()))
                .findFirst();
    }

    private @Nullable Pursued pursued(Evaluation evaluation, Collection<Job> jobs, Collection<Pod> pods) {
        Pins pins = pins(evaluation);
        if (pins == null) {
            return null;
        }
        Step step = EvaluationStep.of(evaluation, pins);
        StepState state = StepObserver.observe(step, jobs, pods);
        return new Pursued(pins, step, state, measurement(evaluation, step, state));
    }

    /** What is pinned for the spec of now: with it, the spec still has the input hash of the status. */
    private static @Nullable Pins pins(Evaluation evaluation) {
        EvaluationStatus status = evaluation.getStatus();
        EvaluationSpec spec = evaluation.getSpec();
        Pins pins = status == null ? null : status.pins();
        if (status == null || pins == null) {
            return null;
        }
        PinnedModel baseline = pins.baseline();
        return pins.model().name().equals(spec.modelRef().name())
                        && pins.dataset().name().equals(spec.datasetRef().name())
                        && Objects.equals(baseline == null ? null : baseline.name(), baselineName(spec))
                        && EvaluationInput.of(spec, pins).hash().value().equals(status.inputHash())
                ? pins
                : null;
    }

    private StepDocument<Measurement> measurement(Evaluation evaluation, Step step, StepState state) {
        Attempt attempt = History.of(evaluation.getStatus()).attempt(step.inputHash());
        if (attempt.report() != null && attempt.timing() != null) {
            return Judged.isOfNow(evaluation)
                    ? new StepDocument.None<>()
                    : Measurement.of(
                            store, Artifacts.inDocument(attempt.report()), Artifacts.inDocument(attempt.timing()));
        }
        // What was rejected stays so, whatever becomes of the Job: the store is not asked each time.
        if (attempt.outcome() == EvaluationStatus.Outcome.Rejected) {
            return new StepDocument.None<>();
        }
        return switch (state) {
            case StepState.Succeeded succeeded -> Measurement.of(store, succeeded.document());
            case StepState.Absent absent -> EvaluationResult.find(store, step);
            default -> new StepDocument.None<>();
        };
    }
}
