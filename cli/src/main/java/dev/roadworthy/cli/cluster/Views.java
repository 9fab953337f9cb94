package dev.roadworthy.cli.cluster;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What there is to see of each kind while it is under way. */
final class Views {

    private Views() {}

    /**
     * Adds what the status of an object holds.
     *
     * @param evaluations those that a release names and that are there, by name
     */
    static View add(View view, CustomResource<?, ?> object, Map<String, Evaluation> evaluations, Instant now) {
        return switch (object) {
            case EdgeRelease release -> new ReleaseView(release, evaluations, now).add(view);
            case Dataset dataset when dataset.getStatus() != null -> dataset(view, dataset.getStatus());
            case AnnotationJob job when job.getStatus() != null -> annotation(view, job.getStatus());
            case TrainingRun run when run.getStatus() != null -> training(view, run.getStatus());
            case Evaluation evaluation when evaluation.getStatus() != null -> evaluation(view, evaluation.getStatus());
            default -> view;
        };
    }

    private static View dataset(View view, DatasetStatus status) {
        Table checks = new Table("CHECK", "VALUE", "LIMIT", "FOUND", "RESULT");
        orEmpty(status.checks())
                .forEach(
                        check -> checks.row(check.name(), check.value(), check.limit(), check.count(), check.result()));
        return view.fact("Job", status.job())
                .fact(
                        "Frames",
                        status.frames() == null
                                ? null
                                : "%d of %d rides, %d labelled"
                                        .formatted(status.frames(), status.rides(), status.labelled()))
                .fact(
                        "Splits",
                        String.join(
                                ", ",
                                orEmpty(status.splits()).stream()
                                        .map(split -> "%s %d of %d rides"
                                                .formatted(split.name(), split.frames(), split.rides()))
                                        .toList()))
                .fact(
                        "Slices",
                        String.join(
                                ", ",
                                orEmpty(status.slices()).stream()
                                        .map(slice -> "%s %d".formatted(slice.name(), slice.frames()))
                                        .toList()))
                .fact("Digest", status.digest())
                .table(checks);
    }

    private static View annotation(View view, AnnotationJobStatus status) {
        Table agreement = new Table("CLASS", "IOU", "LIMIT", "RESULT");
        orEmpty(status.agreement())
                .forEach(each -> agreement.row(each.name(), each.iou(), each.limit(), each.result()));
        view.fact("Job", status.job()).fact("Dataset", dataset(status.dataset()));
        if (status.tasks() != null) {
            String labelled = "%d of %d labelled"
                    .formatted(status.tasks().labelled(), status.tasks().total());
            view.fact("Tasks", "%s in %s".formatted(labelled, status.tasks().folder()))
                    .progress(labelled);
        }
        return view.fact(
                        "Labels",
                        status.labels() == null ? null : digest(status.labels().snapshot()))
                .table(agreement);
    }

    private static View training(View view, TrainingRunStatus status) {
        return view.fact("Attempt", status.attempt())
                .fact("Job", status.job())
                .fact("Dataset", dataset(status.dataset()))
                .fact("GPU time", status.gpuSeconds() == null ? null : status.gpuSeconds() + " s, of all attempts")
                .fact("Model", status.model() == null ? null : status.model().digest())
                .progress(status.attempt() == null ? "" : "attempt %d".formatted(status.attempt()));
    }

    private static View evaluation(View view, EvaluationStatus status) {
        Table gates = new Table("METRIC", "CLASS", "SLICE", "VALUE", "LOW", "HIGH", "LIMIT", "SAMPLES", "RESULT");
        for (JudgedGate gate : orEmpty(status.gates())) {
            gates.row(
                    gate.metric(),
                    or(gate.className()),
                    or(gate.slice()),
                    or(gate.value()),
                    or(gate.low()),
                    or(gate.high()),
                    gate.limit(),
                    gate.samples(),
                    gate.result());
        }
        view.fact("Attempt", status.attempt()).fact("Job", status.job());
        if (status.pins() != null) {
            view.fact("Model", model(status.pins().model()))
                    .fact("Baseline", model(status.pins().baseline()))
                    .fact("Dataset", dataset(status.pins().dataset()));
        }
        return view.fact("Verdict", status.verdict())
                .fact("Report", digest(status.report()))
                .table(gates)
                .progress(status.attempt() == null ? "" : "attempt %d".formatted(status.attempt()));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static String or(@Nullable String value) {
        return Objects.requireNonNullElse(value, "-");
    }

    private static @Nullable String digest(@Nullable Artifact artifact) {
        return artifact == null ? null : artifact.digest();
    }

    private static @Nullable String model(@Nullable PinnedModel model) {
        return model == null ? null : "%s, %s".formatted(model.name(), model.digest());
    }

    private static @Nullable String dataset(@Nullable PinnedDataset dataset) {
        return dataset == null ? null : "%s, %s".formatted(dataset.name(), dataset.digest());
    }
}
