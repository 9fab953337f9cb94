package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.annotation.AnnotationObservation.Pursued;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.status.OutcomeConditions;
import dev.roadworthy.controller.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided about an AnnotationJob.
 *
 * @param outcome what it comes to
 * @param statements {@code QualityAccepted}, once masks were taken in
 * @param start the Job that must be there; empty where none must be started
 * @param facts the status without generation and conditions
 */
record AnnotationDecision(Outcome outcome, List<Statement> statements, Optional<Start> start, AnnotationJobStatus facts)
        implements Exit.Decision<AnnotationJobStatus> {

    // A watch tells at once; this is for the event that got lost.
    private static final Duration RECHECK = Duration.ofMinutes(10);

    /**
     * A Job that must be there.
     *
     * @param number 1 for the first with this input
     */
    record Start(Step step, int number) {}

    static AnnotationDecision decide(AnnotationObservation seen, Instant now, Polling polling) {
        Pursued pursued = seen.pursued();
        if (pursued == null) {
            return pin(seen);
        }
        Stage stage = pursued.stage();
        return stage == null
                ? upheld(seen)
                : new AnnotationPursuit(seen.job(), pursued.dataset(), now, polling).decide(stage);
    }

    /** What the reference comes to is written down before anything is done with it. */
    private static AnnotationDecision pin(AnnotationObservation seen) {
        return switch (seen.dataset()) {
            case Reference.Resolved<PinnedDataset>(PinnedDataset dataset) ->
                of(
                        new Outcome.Next(
                                "Pinned", "Dataset %s is pinned at %s".formatted(dataset.name(), dataset.digest())),
                        new AnnotationJobStatus(
                                null,
                                AnnotationInput.of(seen.job().getSpec(), dataset)
                                        .hash()
                                        .value(),
                                null,
                                dataset,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
            case Reference.Dangling<PinnedDataset> dangling ->
                of(new Outcome.Wait("DatasetDangling", dangling.message(), RECHECK), nothing());
            case Reference.Stale<PinnedDataset> stale ->
                of(new Outcome.Wait("DatasetNotReady", stale.message(), RECHECK), nothing());
        };
    }

    private static AnnotationJobStatus nothing() {
        return new AnnotationJobStatus(null, null, null, null, null, null, null, null, null, null);
    }

    private static AnnotationDecision of(Outcome outcome, AnnotationJobStatus facts) {
        return new AnnotationDecision(outcome, List.of(), Optional.empty(), facts);
    }

    /** The end stays as it is, whatever becomes of the folder and the store. */
    private static AnnotationDecision upheld(AnnotationObservation seen) {
        AnnotationJobStatus status = Objects.requireNonNull(seen.job().getStatus(), "what is settled has a status");
        Condition ready =
                Conditions.find(status.conditions(), OutcomeConditions.READY).orElseThrow();
        return new AnnotationDecision(
                ready.status() == Condition.Status.True
                        ? new Outcome.Done(ready.reason(), ready.message())
                        : new Outcome.Reject(ready.reason(), ready.message()),
                Conditions.find(status.conditions(), Review.QUALITY_ACCEPTED).stream()
                        .map(c -> new Statement(c.type(), c.status(), c.reason(), c.message()))
                        .toList(),
                Optional.empty(),
                status);
    }

    @Override
    public AnnotationJobStatus blank() {
        return nothing();
    }

    @Override
    public AnnotationJobStatus status(AnnotationJobStatus facts, long generation, List<Condition> conditions) {
        return new AnnotationJobStatus(
                generation,
                facts.inputHash(),
                facts.job(),
                facts.dataset(),
                facts.tasks(),
                facts.handIn(),
                facts.review(),
                facts.agreement(),
                facts.labels(),
                conditions);
    }
}
