package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the model that a vehicle runs is made of: from the vehicle's disk to a release, and from there by the status of objects
 * alone, each joined to the next by a digest.
 */
final class Lineage {

    private Lineage() {}

    /**
     * One line for each object, from the vehicle to the rides.
     *
     * @param name of the EdgeRelease
     * @param vehicle that runs it
     * @param running digest that the vehicle's disk has
     * @throws StoryException where a digest does not lead on
     */
    static List<String> of(Stage stage, String name, String vehicle, String running) {
        EdgeRelease release = stage.now(EdgeRelease.class, name);
        EdgeReleaseStatus released = release.getStatus();
        EdgeReleaseStatus.Evidence evidence = Objects.requireNonNull(released.evidence());
        List<String> lines = new ArrayList<>();
        String bundle = Objects.requireNonNull(released.bundle()).digest();
        joins("bundle of EdgeRelease " + name, running, bundle);
        lines.add(line("vehicle", running, vehicle + ", by its own disk"));
        lines.add(line("bundle", bundle, "EdgeRelease " + name));
        lines.add(line("candidate", Objects.requireNonNull(released.candidate()), "approved in Git"));
        for (PinnedEvaluation pinned : evidence.evaluations()) {
            Evaluation evaluation = stage.now(Evaluation.class, pinned.name());
            joins(
                    "report of Evaluation " + pinned.name(),
                    pinned.report(),
                    Objects.requireNonNull(evaluation.getStatus().report()).digest());
            lines.add(line(
                    "report",
                    pinned.report(),
                    "Evaluation %s: %s"
                            .formatted(pinned.name(), evaluation.getStatus().verdict())));
        }
        TrainingRun run =
                stage.now(TrainingRun.class, release.getSpec().modelRef().name());
        TrainingRunStatus trained = run.getStatus();
        joins(
                "model of TrainingRun " + run.getMetadata().getName(),
                evidence.model().digest(),
                Objects.requireNonNull(trained.model()).digest());
        TrainingRunStatus.Lineage of = Objects.requireNonNull(trained.lineage());
        lines.add(line(
                "model",
                evidence.model().digest(),
                "TrainingRun " + run.getMetadata().getName()));
        lines.add(line("trainer", of.image(), "image"));
        String dataset = run.getSpec().datasetRef().name();
        DatasetStatus indexed = stage.now(Dataset.class, dataset).getStatus();
        joins("Dataset " + dataset, of.dataset(), indexed.digest());
        lines.add(line(
                "dataset",
                of.dataset(),
                "Dataset %s: %d frames of %d rides".formatted(dataset, indexed.frames(), indexed.rides())));
        return lines;
    }

    private static void joins(String what, String expected, @Nullable String seen) {
        StoryException.unless(expected.equals(seen), "%s is %s".formatted(what, expected), String.valueOf(seen));
    }

    private static String line(String role, String digest, String object) {
        return "  %-10s %-71s  %s".formatted(role, digest, object);
    }
}
