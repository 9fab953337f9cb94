package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.controller.annotation.AnnotationDecision.Start;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.Labeling.Progress;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decisions about an AnnotationJob whose Dataset is pinned. */
final class AnnotationPursuit {

    private final AnnotationJob job;
    private final PinnedDataset dataset;
    private final Instant now;
    private final Polling polling;

    AnnotationPursuit(AnnotationJob job, PinnedDataset dataset, Instant now, Polling polling) {
        this.job = job;
        this.dataset = dataset;
        this.now = now;
        this.polling = polling;
    }

    /** What a step is called while it works. */
    private record Words(String reason, String what) {}

    AnnotationDecision decide(Stage stage) {
        return switch (stage) {
            case Stage.Selecting(Step step, StepState state, StepDocument<?> document) ->
                await(
                        step,
                        state,
                        document,
                        new Words("Selecting", "lays frames of Dataset %s out".formatted(dataset.name())),
                        tasksBefore());
            case Stage.Silent silent -> silent(silent);
            case Stage.Labelling(Stage.Tasks tasks, Progress progress) -> labelling(tasks, progress);
            case Stage.Collecting collecting ->
                await(
                        collecting.step(),
                        collecting.state(),
                        collecting.document(),
                        new Words(
                                "Collecting",
                                "takes masks in from " + collecting.tasks().folder()),
                        tasks(collecting.tasks(), collecting.progress().masks()));
            case Stage.Collected collected -> judge(collected);
        };
    }

    /** Nothing is known anew, and so nothing is forgotten. */
    private AnnotationDecision silent(Stage.Silent silent) {
        AnnotationJobStatus status = Objects.requireNonNull(job.getStatus(), "what is pinned stands in a status");
        return new AnnotationDecision(
                new Outcome.Wait(silent.reason(), silent.message(), Retry.OUTSIDE),
                List.of(),
                Optional.empty(),
                new AnnotationJobStatus(
                        null,
                        inputHash(),
                        lastJob(),
                        dataset,
                        tasks(silent.tasks(), labelledBefore()),
                        status.handIn(),
                        status.review(),
                        status.agreement(),
                        null,
                        null));
    }

    private AnnotationDecision labelling(Stage.Tasks tasks, Progress progress) {
        AnnotationJobStatus.Tasks facts = tasks(tasks, progress.masks());
        return conclude(
                new Outcome.Ask(
                        "Labelling",
                        "%d of %d frames of %s are labelled; once all are, write %s"
                                .formatted(
                                        facts.labelled(),
                                        facts.total(),
                                        tasks.folder() + TaskList.FILE,
                                        tasks.folder() + TaskList.DONE),
                        polling.every()),
                lastJob(),
                facts);
    }

    private AnnotationDecision judge(Stage.Collected collected) {
        CollectResult result = collected.result();
        Review review = Review.of(job.getSpec(), collected.tasks().folder(), result);
        ArtifactRef labels = review.isAccepted() ? result.labels() : null;
        Progress progress = collected.progress();
        return new AnnotationDecision(
                lookedAtAgain(review.outcome()),
                List.of(review.quality()),
                Optional.empty(),
                new AnnotationJobStatus(
                        null,
                        inputHash(),
                        lastJob(),
                        dataset,
                        tasks(collected.tasks(), progress == null ? labelledBefore() : progress.masks()),
                        collected.handIn().value(),
                        Artifacts.inStatus(collected.review()),
                        review.agreement().isEmpty() ? null : review.agreement(),
                        labels == null
                                ? null
                                : new AnnotationJobStatus.Labels(
                                        Artifacts.inStatus(labels), result.labelled(), result.skipped()),
                        null));
    }

    /** What is refused waits for another hand-in. */
    private Outcome lookedAtAgain(Outcome outcome) {
        return outcome instanceof Outcome.Reject(String reason, String message, Duration none)
                ? new Outcome.Reject(reason, message, polling.every())
                : outcome;
    }

    /** Sees that a step is on its way. */
    private AnnotationDecision await(
            Step step,
            StepState state,
            StepDocument<?> document,
            Words words,
            AnnotationJobStatus.@Nullable Tasks tasks) {
        return switch (document) {
            case StepDocument.Unreachable<?>(String message) ->
                conclude(new Outcome.Wait("StoreUnavailable", message, Retry.OUTSIDE), lastJob(), tasks);
            case StepDocument.Broken<?>(String message) ->
                conclude(new Outcome.Reject("ResultUnreadable", message), lastJob(), tasks);
            case StepDocument.Read<?> read ->
                throw new IllegalStateException("a step whose result was read is not waited for");
            case StepDocument.None<?> none -> awaitStep(step, state, words, tasks);
        };
    }

    private AnnotationDecision awaitStep(
            Step step, StepState state, Words words, AnnotationJobStatus.@Nullable Tasks tasks) {
        return switch (state) {
            case StepState.Absent absent ->
                start(
                        step,
                        1,
                        new Outcome.Advance(words.reason(), "the step %s is being started".formatted(step.name())),
                        tasks);
            case StepState.Pending pending -> conclude(pending.outcome(), pending.job(), tasks);
            case StepState.Running running ->
                conclude(
                        new Outcome.Advance(words.reason(), "Job %s %s".formatted(running.job(), words.what())),
                        running.job(),
                        tasks);
            case StepState.Rejected rejected ->
                conclude(new Outcome.Reject(rejected.reason(), rejected.message()), rejected.job(), tasks);
            case StepState.Failed failed -> failed(step, failed, words, tasks);
            case StepState.Unavailable unavailable -> again(step, unavailable, tasks);
            case StepState.Succeeded succeeded ->
                throw new IllegalStateException("the observation of a step that succeeded holds its result");
        };
    }

    /** The same input once more where the spec has changed since: then it gives other means. */
    private AnnotationDecision failed(
            Step step, StepState.Failed state, Words words, AnnotationJobStatus.@Nullable Tasks tasks) {
        return state.generation() < job.getMetadata().getGeneration()
                ? start(
                        step,
                        state.tries() + 1,
                        new Outcome.Advance(
                                words.reason(), "the step %s is being started again".formatted(step.name())),
                        tasks)
                : conclude(new Outcome.Reject(state.reason(), state.message()), state.job(), tasks);
    }

    /** Something outside was missing: the same input once more, each time a little later. */
    private AnnotationDecision again(
            Step step, StepState.Unavailable state, AnnotationJobStatus.@Nullable Tasks tasks) {
        Outcome.Wait wait = state.outcome(now);
        return state.retry().isDue(now)
                ? start(step, state.tries() + 1, wait, tasks)
                : conclude(wait, state.job(), tasks);
    }

    private AnnotationDecision start(
            Step step, int number, Outcome outcome, AnnotationJobStatus.@Nullable Tasks tasks) {
        return new AnnotationDecision(
                outcome, List.of(), Optional.of(new Start(step, number)), facts(step.jobName(number), tasks));
    }

    private AnnotationDecision conclude(
            Outcome outcome, @Nullable String lastJob, AnnotationJobStatus.@Nullable Tasks tasks) {
        return new AnnotationDecision(outcome, List.of(), Optional.empty(), facts(lastJob, tasks));
    }

    private AnnotationJobStatus facts(@Nullable String lastJob, AnnotationJobStatus.@Nullable Tasks tasks) {
        return new AnnotationJobStatus(null, inputHash(), lastJob, dataset, tasks, null, null, null, null, null);
    }

    private String inputHash() {
        return AnnotationInput.of(job.getSpec(), dataset).hash().value();
    }

    private @Nullable String lastJob() {
        return job.getStatus() == null ? null : job.getStatus().job();
    }

    private AnnotationJobStatus.@Nullable Tasks tasksBefore() {
        return job.getStatus() == null ? null : job.getStatus().tasks();
    }

    private int labelledBefore() {
        AnnotationJobStatus.Tasks before = tasksBefore();
        return before == null ? 0 : before.labelled();
    }

    private static AnnotationJobStatus.Tasks tasks(Stage.Tasks tasks, int masks) {
        int total = tasks.result().tasks();
        return new AnnotationJobStatus.Tasks(
                tasks.folder(), Artifacts.inStatus(tasks.selection()), total, Math.min(masks, total));
    }
}
