package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.evaluation.EvaluationDecision.Start;
import dev.roadworthy.controller.evaluation.EvaluationObservation.Pursued;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision about an Evaluation whose references are pinned.
 *
 * @param seen all that was read
 * @param pursued the measurement that is wanted
 * @param history without attempts of other inputs under way
 */
record EvaluationPursuit(EvaluationObservation seen, Pursued pursued, History history) {

    static EvaluationDecision decide(EvaluationObservation seen, Pursued pursued, Instant now) {
        History history =
                History.of(seen.evaluation().getStatus()).stopped(pursued.step().inputHash());
        EvaluationPursuit pursuit = new EvaluationPursuit(seen, pursued, history);
        return pursuit.fittingPins()
                .map(pins -> EvaluationDecision.pinned(seen, pins))
                .orElseGet(() -> pursuit.decide(now));
    }

    /**
     * The pins of now, where a changed gate speaks of what the pinned Dataset does not have and the Dataset of now does:
     * only then can the pinned report not answer it.
     */
    private Optional<Pins> fittingPins() {
        return misfit().isEmpty()
                ? Optional.empty()
                : seen.upstream().pins().filter(pins -> EvaluationDecision.misfit(seen, pins)
                        .isEmpty());
    }

    /** The same input is never measured again, but for one that lacked means and whose spec has changed since. */
    private EvaluationDecision decide(Instant now) {
        Attempt attempt = attempt();
        return switch (attempt.outcome()) {
            case Measured -> measured(attempt);
            case Rejected -> refused(attempt);
            case Failed -> isSpecOfBefore() ? await(now) : refused(attempt);
            case Open, Stopped -> await(now);
        };
    }

    private EvaluationDecision measured(Attempt attempt) {
        return switch (pursued.measurement()) {
            case StepDocument.Read<Measurement> read -> judge(attempt, read.content());
            case StepDocument.None<Measurement> none ->
                evaluated(
                        attempt,
                        Judged.of(Objects.requireNonNull(
                                seen.evaluation().getStatus(), "an attempt stands in a status")));
            case StepDocument.Unreachable<Measurement> unreachable -> unreachable(attempt, unreachable.message());
            case StepDocument.Broken<Measurement> broken -> broken(attempt, broken.message());
        };
    }

    private EvaluationDecision await(Instant now) {
        return switch (pursued.measurement()) {
            case StepDocument.Read<Measurement> read ->
                judge(History.measured(ended(), read.content()), read.content());
            case StepDocument.None<Measurement> none -> awaitStep(now);
            case StepDocument.Unreachable<Measurement> unreachable -> unreachable(current(), unreachable.message());
            case StepDocument.Broken<Measurement> broken
            when pursued.state() instanceof StepState.Absent ->
                start(
                        1,
                        new Outcome.Advance(
                                "Starting",
                                "the measurement is being started, since what was measured of its input before is lost: "
                                        + broken.message()));
            case StepDocument.Broken<Measurement> broken -> broken(current(), broken.message());
        };
    }

    private EvaluationDecision unreachable(Attempt attempt, String message) {
        return conclude(new Outcome.Wait("StoreUnavailable", message, Retry.OUTSIDE), attempt);
    }

    private EvaluationDecision broken(Attempt attempt, String message) {
        return refused(History.ended(attempt, EvaluationStatus.Outcome.Failed, "ReportUnreadable", message));
    }

    private EvaluationDecision awaitStep(Instant now) {
        return switch (pursued.state()) {
            case StepState.Absent absent ->
                start(1, new Outcome.Advance("Starting", "the measurement is being started"));
            case StepState.Pending pending -> conclude(pending.outcome(), current());
            case StepState.Running running ->
                conclude(
                        new Outcome.Advance("Evaluating", "Job %s measures %s".formatted(running.job(), subject())),
                        current());
            case StepState.Rejected rejected ->
                refused(History.ended(
                        current(), EvaluationStatus.Outcome.Rejected, rejected.reason(), rejected.message()));
            case StepState.Failed failed -> failed(failed);
            case StepState.Unavailable unavailable -> again(unavailable, now);
            case StepState.Succeeded succeeded ->
                throw new IllegalStateException("the observation of a step that succeeded holds what it measured");
        };
    }

    private EvaluationDecision failed(StepState.Failed state) {
        return state.generation() < seen.generation()
                ? start(
                        state.tries() + 1,
                        new Outcome.Advance("Starting", "the measurement is being started again with other means"))
                : refused(History.ended(current(), EvaluationStatus.Outcome.Failed, state.reason(), state.message()));
    }

    /** Something outside was missing: the same input once more, each time a little later. */
    private EvaluationDecision again(StepState.Unavailable state, Instant now) {
        Outcome.Wait wait = state.outcome(now);
        return state.retry().isDue(now) ? start(state.tries() + 1, wait) : conclude(wait, current());
    }

    /** Nothing is measured for a gate that it cannot answer. */
    private EvaluationDecision start(int number, Outcome outcome) {
        Step step = pursued.step();
        return misfit().map(misfit -> conclude(misfit, current()))
                .orElseGet(() -> conclude(
                        outcome,
                        List.of(),
                        Optional.of(new Start(step, number)),
                        History.open(attempt(), step.jobName(number)),
                        null));
    }

    private EvaluationDecision refused(Attempt attempt) {
        return conclude(
                new Outcome.Reject(
                        Objects.requireNonNullElse(attempt.reason(), "StepFailed"),
                        Objects.requireNonNullElse(attempt.message(), "nothing was measured")),
                attempt);
    }

    private EvaluationDecision judge(Attempt attempt, Measurement measurement) {
        return misfit().map(misfit -> conclude(misfit, attempt))
                .orElseGet(() -> evaluated(
                        attempt,
                        Judged.of(seen.evaluation().getSpec(), pursued.pins().slices(), measurement.metrics())));
    }

    private EvaluationDecision evaluated(Attempt attempt, Judged judged) {
        return conclude(
                new Outcome.Done(
                        "Evaluated",
                        attempt.job() == null
                                ? "%s was measured before: %s".formatted(subject(), judged.verdict())
                                : "attempt %d measured %s: %s"
                                        .formatted(attempt.attempt(), subject(), judged.verdict())),
                List.of(judged.passed(), Currency.of(pursued.pins(), seen.upstream())),
                Optional.empty(),
                attempt,
                judged);
    }

    private EvaluationDecision conclude(Outcome outcome, Attempt attempt) {
        return conclude(outcome, List.of(), Optional.empty(), attempt, null);
    }

    private EvaluationDecision conclude(
            Outcome outcome,
            List<Statement> statements,
            Optional<Start> start,
            Attempt attempt,
            @Nullable Judged judged) {
        Digest hash = pursued.step().inputHash();
        return new EvaluationDecision(
                outcome,
                statements,
                start,
                seen.jobsOfOthers(hash),
                EvaluationDecision.facts(pursued.pins(), attempt, history.with(attempt), judged));
    }

    private Optional<Outcome> misfit() {
        return EvaluationDecision.misfit(seen, pursued.pins());
    }

    private String subject() {
        Pins pins = pursued.pins();
        return "model %s on split %s of Dataset %s at %s"
                .formatted(
                        pins.model().digest(),
                        EvaluationInput.split(seen.evaluation().getSpec()),
                        pins.dataset().name(),
                        pins.dataset().digest());
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
        EvaluationStatus status = seen.evaluation().getStatus();
        return status == null || status.observedGeneration() == null || status.observedGeneration() < seen.generation();
    }
}
