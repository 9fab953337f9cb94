package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.gate.GateFit;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about an Evaluation.
 *
 * @param outcome what it comes to
 * @param statements {@code Passed} and {@code Current}, once there is a verdict
 * @param start the Job that must be there; empty where none must be started
 * @param stop names of Jobs that must go: they work for a spec of before
 * @param facts the status without generation and conditions
 */
record EvaluationDecision(
        Outcome outcome, List<Statement> statements, Optional<Start> start, List<String> stop, EvaluationStatus facts)
        implements Exit.Decision<EvaluationStatus> {

    /**
     * A Job that must be there.
     *
     * @param number 1 for the first with this input
     */
    record Start(Step step, int number) {}

    static EvaluationDecision decide(EvaluationObservation seen, Instant now) {
        return seen.pursued() == null ? pin(seen) : EvaluationPursuit.decide(seen, seen.pursued(), now);
    }

    /** What the references come to is written down before anything is done with it. */
    private static EvaluationDecision pin(EvaluationObservation seen) {
        Optional<Pins> pins = seen.upstream().pins();
        if (pins.isEmpty()) {
            return unpinned(seen, seen.upstream().missing().orElseThrow());
        }
        return misfit(seen, pins.get()).map(misfit -> unpinned(seen, misfit)).orElseGet(() -> pinned(seen, pins.get()));
    }

    /** Where a gate speaks of what the Dataset does not have: nothing is measured, and nothing passes. */
    static Optional<Outcome> misfit(EvaluationObservation seen, Pins pins) {
        return GateFit.of(
                        seen.evaluation().getSpec().gates(),
                        pins.dataset().name(),
                        pins.dataset().classes(),
                        pins.slices().stream().map(Slice::name).toList())
                .map(misfit -> new Outcome.Reject(misfit.reason(), misfit.message()));
    }

    static EvaluationDecision pinned(EvaluationObservation seen, Pins pins) {
        Digest hash = EvaluationInput.of(seen.evaluation().getSpec(), pins).hash();
        History before = History.of(seen.evaluation().getStatus());
        Attempt attempt = before.attempt(hash);
        History history = before.stopped(hash)
                .with(
                        attempt.outcome() == EvaluationStatus.Outcome.Stopped
                                ? History.open(attempt, attempt.job())
                                : attempt);
        return new EvaluationDecision(
                new Outcome.Next(
                        "Pinned",
                        "TrainingRun %s is pinned at model %s, Dataset %s at %s"
                                .formatted(
                                        pins.model().name(),
                                        pins.model().digest(),
                                        pins.dataset().name(),
                                        pins.dataset().digest())),
                List.of(),
                Optional.empty(),
                seen.jobsOfOthers(hash),
                facts(pins, history.attempt(hash), history, null));
    }

    private static EvaluationDecision unpinned(EvaluationObservation seen, Outcome outcome) {
        EvaluationStatus status = seen.evaluation().getStatus();
        History history = History.of(status).stopped(null);
        // Without any status, a Job that runs may well be the one that is wanted.
        List<String> stop = status == null ? List.of() : seen.jobsOfOthers(null);
        EvaluationStatus facts = new EvaluationStatus(
                null, null, null, null, null, null, null, null, null, null, null, null, listed(history), null);
        return new EvaluationDecision(outcome, List.of(), Optional.empty(), stop, facts);
    }

    /**
     * The status of an Evaluation whose references are pinned.
     *
     * @param judged null before there is a verdict on the gates of now
     */
    static EvaluationStatus facts(Pins pins, Attempt attempt, History history, @Nullable Judged judged) {
        return new EvaluationStatus(
                null,
                attempt.inputHash(),
                attempt.attempt(),
                attempt.job(),
                pins,
                judged == null ? null : judged.verdict(),
                judged == null ? null : judged.worstGate(),
                judged == null ? null : judged.gates(),
                judged == null ? null : judged.worst(),
                attempt.report(),
                judged == null ? null : judged.page(),
                attempt.timing(),
                listed(history),
                null);
    }

    private static @Nullable List<Attempt> listed(History history) {
        return history.attempts().isEmpty() ? null : history.attempts();
    }

    @Override
    public EvaluationStatus blank() {
        return new EvaluationStatus(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public EvaluationStatus status(EvaluationStatus facts, long generation, List<Condition> conditions) {
        return new EvaluationStatus(
                generation,
                facts.inputHash(),
                facts.attempt(),
                facts.job(),
                facts.pins(),
                facts.verdict(),
                facts.worstGate(),
                facts.gates(),
                facts.worst(),
                facts.report(),
                facts.page(),
                facts.timing(),
                facts.history(),
                conditions);
    }
}
