package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The parts about models: trained, and judged. */
record Models(Stage stage) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_TRAINING = Duration.ofMinutes(15);

    /** Declares a TrainingRun and waits for its model. */
    String train(String manifest) throws IOException, InterruptedException {
        TrainingRun run =
                stage.ready(TrainingRun.class, stage.apply(TrainingRun.class, manifest), PATIENCE_WITH_TRAINING);
        TrainingRunStatus status = run.getStatus();
        String dataset = stage.now(Dataset.class, run.getSpec().datasetRef().name())
                .getStatus()
                .digest();
        StoryException.unless(
                status.lineage() != null && status.lineage().dataset().equals(dataset),
                "the model's lineage names the Dataset's digest " + dataset,
                String.valueOf(status.lineage()));
        TrainingRunStatus.Model model = status.model();
        if (model == null) {
            throw new StoryException("expected: a Ready TrainingRun has a model%nseen: %s".formatted(status));
        }
        return "%d bytes, %s".formatted(model.bytes(), Stage.brief(model.digest()));
    }

    /** Declares an Evaluation and waits for its verdict, which must be this one. */
    String judge(String manifest, EvaluationStatus.Verdict expected) throws IOException, InterruptedException {
        Evaluation judged = stage.ready(Evaluation.class, stage.apply(Evaluation.class, manifest), PATIENCE);
        EvaluationStatus status = judged.getStatus();
        StoryException.unless(
                status.verdict() == expected,
                "the verdict is " + expected,
                "%s; %s".formatted(status.verdict(), status.worstGate()));
        String run = judged.getSpec().modelRef().name();
        TrainingRunStatus trained = stage.now(TrainingRun.class, run).getStatus();
        StoryException.unless(
                status.pins() != null
                        && trained.model() != null
                        && status.pins().model().digest().equals(trained.model().digest()),
                "the verdict is about the model of TrainingRun " + run,
                String.valueOf(status.pins()));
        StoryException.unless(status.report() != null, "a verdict has a report", status);
        return "%s; %s".formatted(status.verdict(), gates(status));
    }

    private static String gates(EvaluationStatus status) {
        return Objects.requireNonNullElse(status.gates(), List.<EvaluationStatus.JudgedGate>of()).stream()
                .map(gate -> "%s%s%s %s"
                        .formatted(
                                gate.metric(),
                                gate.className() == null ? "" : " of " + gate.className(),
                                gate.slice() == null ? "" : " in " + gate.slice(),
                                gate.value()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("no gate");
    }
}
