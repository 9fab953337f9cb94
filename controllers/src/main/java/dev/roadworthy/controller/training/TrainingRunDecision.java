package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a TrainingRun.
 *
 * @param outcome what it comes to
 * @param statements {@code Current}, once there is a model
 * @param start the Job that must be there; empty where none must be started
 * @param stop names of Jobs that must go: they work for a spec of before
 * @param facts the status without generation and conditions
 */
record TrainingRunDecision(
        Outcome outcome, List<Statement> statements, Optional<Start> start, List<String> stop, TrainingRunStatus facts)
        implements Exit.Decision<TrainingRunStatus> {

    // A watch tells at once; this is for the event that got lost.
    private static final Duration RECHECK = Duration.ofMinutes(10);

    /**
     * A Job that must be there.
     *
     * @param number 1 for the first with this input
     */
    record Start(Step step, int number) {}

    static TrainingRunDecision decide(TrainingRunObservation seen, Instant now) {
        return seen.pursued() == null ? pin(seen, now) : TrainingPursuit.decide(seen, seen.pursued(), now);
    }

    /** What the reference comes to is written down before anything is done with it. */
    private static TrainingRunDecision pin(TrainingRunObservation seen, Instant now) {
        return switch (seen.dataset()) {
            case Reference.Resolved<PinnedDataset> resolved -> pinned(seen, resolved.pin(), now);
            case Reference.Dangling<PinnedDataset> dangling ->
                unpinned(seen, new Outcome.Wait("DatasetDangling", dangling.message(), RECHECK), now);
            case Reference.Stale<PinnedDataset> stale ->
                unpinned(seen, new Outcome.Wait("DatasetNotReady", stale.message(), RECHECK), now);
        };
    }

    private static TrainingRunDecision pinned(TrainingRunObservation seen, PinnedDataset dataset, Instant now) {
        Digest hash = TrainingInput.of(seen.run().getSpec(), dataset).hash();
        History before = History.of(seen.run().getStatus()).counted(seen.pods(), hash, now);
        Attempt attempt = before.attempt(hash);
        History history = before.stopped(hash)
                .with(
                        attempt.outcome() == TrainingRunStatus.Outcome.Stopped
                                ? History.open(attempt, attempt.job())
                                : attempt);
        return new TrainingRunDecision(
                new Outcome.Next("Pinned", "Dataset %s is pinned at %s".formatted(dataset.name(), dataset.digest())),
                List.of(),
                Optional.empty(),
                seen.jobsOfOthers(hash),
                facts(seen, dataset, hash, history));
    }

    private static TrainingRunDecision unpinned(TrainingRunObservation seen, Outcome outcome, Instant now) {
        TrainingRunStatus status = seen.run().getStatus();
        History history = History.of(status).counted(seen.pods(), null, now).stopped(null);
        // Without any status, a Job that runs may well be the one that is wanted.
        List<String> stop = status == null ? List.of() : seen.jobsOfOthers(null);
        TrainingRunStatus facts = new TrainingRunStatus(
                null, null, null, null, null, gpuSeconds(history), null, null, listed(history), null);
        return new TrainingRunDecision(outcome, List.of(), Optional.empty(), stop, facts);
    }

    /** The status of a run whose dataset is pinned. */
    static TrainingRunStatus facts(
            TrainingRunObservation seen, PinnedDataset dataset, Digest inputHash, History history) {
        Attempt attempt = history.attempt(inputHash);
        return new TrainingRunStatus(
                null,
                inputHash.value(),
                attempt.attempt(),
                attempt.job(),
                dataset,
                gpuSeconds(history),
                attempt.model(),
                TrainingInput.of(seen.run().getSpec(), dataset).lineage(),
                listed(history),
                null);
    }

    private static @Nullable Long gpuSeconds(History history) {
        return history.attempts().isEmpty() ? null : history.gpuSeconds();
    }

    private static @Nullable List<Attempt> listed(History history) {
        return history.attempts().isEmpty() ? null : history.attempts();
    }

    @Override
    public TrainingRunStatus blank() {
        return new TrainingRunStatus(null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public TrainingRunStatus status(TrainingRunStatus facts, long generation, List<Condition> conditions) {
        return new TrainingRunStatus(
                generation,
                facts.inputHash(),
                facts.attempt(),
                facts.job(),
                facts.dataset(),
                facts.gpuSeconds(),
                facts.model(),
                facts.lineage(),
                facts.history(),
                conditions);
    }
}
