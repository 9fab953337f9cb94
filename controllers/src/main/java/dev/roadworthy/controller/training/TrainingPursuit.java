package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Model;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import dev.roadworthy.controller.training.TrainingRunDecision.Start;
import dev.roadworthy.controller.training.TrainingRunObservation.Pursued;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The decision about a run whose dataset is pinned.
 *
 * @param seen all that was read
 * @param pursued the training that is wanted
 * @param history with all that the pods show counted
 */
record TrainingPursuit(TrainingRunObservation seen, Pursued pursued, History history) {

    // What a container that runs does; they are named in the trainer contract.
    private static final Map<String, String> ACTIVITIES =
            Map.of("stage-in", "Staging", TrainingStep.TRAINER, "Training", "publish", "Publishing");

    static TrainingRunDecision decide(TrainingRunObservation seen, Pursued pursued, Instant now) {
        Digest hash = pursued.step().inputHash();
        History history = History.of(seen.run().getStatus())
                .counted(seen.pods(), hash, now)
                .stopped(hash);
        return new TrainingPursuit(seen, pursued, history).decide(now);
    }

    /** The same input never runs again, but for one that lacked means and whose spec has changed since. */
    private TrainingRunDecision decide(Instant now) {
        Attempt attempt = attempt();
        return switch (attempt.outcome()) {
            case Trained -> trained(attempt);
            case Rejected -> refused(attempt);
            case Failed -> isSpecOfBefore() ? await(now) : refused(attempt);
            case Open, Stopped -> await(now);
        };
    }

    private TrainingRunDecision await(Instant now) {
        return switch (pursued.manifest()) {
            case StepDocument.Read<ModelManifest> read -> trained(History.trained(ended(), model(read)));
            case StepDocument.Unreachable<ModelManifest> unreachable ->
                goOn(new Outcome.Wait("StoreUnavailable", unreachable.message(), Retry.OUTSIDE));
            case StepDocument.Broken<ModelManifest> broken
            when pursued.state() instanceof StepState.Absent ->
                start(
                        1,
                        new Outcome.Advance(
                                "Starting",
                                "the training is being started, since what was made of its input before is lost: "
                                        + broken.message()));
            case StepDocument.Broken<ModelManifest> broken ->
                refused(History.ended(
                        current(), TrainingRunStatus.Outcome.Failed, "ManifestUnreadable", broken.message()));
            case StepDocument.None<ModelManifest> none -> awaitStep(now);
        };
    }

    private TrainingRunDecision awaitStep(Instant now) {
        return switch (pursued.state()) {
            case StepState.Absent absent -> start(1, new Outcome.Advance("Starting", "the training is being started"));
            case StepState.Pending pending -> goOn(pending.outcome());
            case StepState.Running running ->
                goOn(new Outcome.Advance(
                        ACTIVITIES.getOrDefault(running.container(), "Training"),
                        "Job %s runs %s on Dataset %s at %s"
                                .formatted(
                                        running.job(),
                                        running.container(),
                                        pursued.dataset().name(),
                                        pursued.dataset().digest())));
            case StepState.Rejected rejected ->
                refused(History.ended(
                        current(), TrainingRunStatus.Outcome.Rejected, rejected.reason(), rejected.message()));
            case StepState.Failed failed -> failed(failed);
            case StepState.Unavailable unavailable -> again(unavailable, now);
            case StepState.Succeeded succeeded ->
                throw new IllegalStateException("the observation of a step that succeeded holds its manifest");
        };
    }

    private TrainingRunDecision failed(StepState.Failed state) {
        return state.generation() < seen.generation()
                ? start(
                        state.tries() + 1,
                        new Outcome.Advance("Starting", "the training is being started again with other means"))
                : refused(History.ended(current(), TrainingRunStatus.Outcome.Failed, state.reason(), state.message()));
    }

    /**
     * Something outside was missing. Before the trainer ran, another try costs little and never ends; after it, each
     * costs a training, and a person has allowed as many as the failure policy says.
     */
    private TrainingRunDecision again(StepState.Unavailable state, Instant now) {
        boolean cheap = state.container()
                .equals(pursued.step().pod().containers().getFirst().name());
        if (!cheap && state.tries() > pursued.step().limits().retries()) {
            return refused(History.ended(
                    current(),
                    TrainingRunStatus.Outcome.Failed,
                    state.reason(),
                    "%s (tried %d times; change spec, for example failurePolicy.retries, to try again)"
                            .formatted(state.message(), state.tries())));
        }
        Outcome.Wait wait = state.outcome(now);
        return state.retry().isDue(now) ? start(state.tries() + 1, wait) : goOn(wait);
    }

    private TrainingRunDecision start(int number, Outcome outcome) {
        Step step = pursued.step();
        return conclude(
                outcome,
                List.of(),
                Optional.of(new Start(step, number)),
                History.open(attempt(), step.jobName(number)));
    }

    private TrainingRunDecision goOn(Outcome outcome) {
        return conclude(outcome, List.of(), Optional.empty(), current());
    }

    private TrainingRunDecision refused(Attempt attempt) {
        return conclude(
                new Outcome.Reject(
                        Objects.requireNonNullElse(attempt.reason(), "TrainingFailed"),
                        Objects.requireNonNullElse(attempt.message(), "the training has no model")),
                List.of(),
                Optional.empty(),
                attempt);
    }

    private TrainingRunDecision trained(Attempt attempt) {
        String digest = Objects.requireNonNull(attempt.model(), "an attempt that is Trained has a model")
                .digest();
        String how = attempt.job() == null
                ? "model %s was trained before, on the same input: Dataset %s at %s"
                : "attempt " + attempt.attempt() + " trained model %s on Dataset %s at %s";
        return conclude(
                new Outcome.Done(
                        "Trained",
                        how.formatted(
                                digest,
                                pursued.dataset().name(),
                                pursued.dataset().digest())),
                List.of(Currency.of(pursued.dataset(), seen.dataset())),
                Optional.empty(),
                attempt);
    }

    private TrainingRunDecision conclude(
            Outcome outcome, List<Statement> statements, Optional<Start> start, Attempt attempt) {
        Digest hash = pursued.step().inputHash();
        return new TrainingRunDecision(
                outcome,
                statements,
                start,
                seen.jobsOfOthers(hash),
                TrainingRunDecision.facts(seen, pursued.dataset(), hash, history.with(attempt)));
    }

    private Attempt attempt() {
        return history.attempt(pursued.step().inputHash());
    }

    /** The attempt with the Job that is seen to work for it. */
    private Attempt current() {
        return History.open(attempt(), pursued.state().jobOr(attempt().job()));
    }

    /** The attempt as it ends with a result; without a Job where the result was known. */
    private Attempt ended() {
        return pursued.state() instanceof StepState.Absent ? History.open(attempt(), null) : current();
    }

    private boolean isSpecOfBefore() {
        TrainingRunStatus status = seen.run().getStatus();
        return status == null || status.observedGeneration() == null || status.observedGeneration() < seen.generation();
    }

    private static Model model(StepDocument.Read<ModelManifest> read) {
        return new Model(
                read.ref().uri(),
                read.ref().digest().value(),
                read.ref().bytes(),
                read.content().bytes(),
                read.content().opset());
    }
}
