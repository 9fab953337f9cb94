package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Check;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Result;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a Dataset.
 *
 * @param outcome what it comes to
 * @param statements {@code QualityChecked} and {@code LeakageFree}, once both are known, and {@code Current} of one
 *     that refers to others
 * @param startAttempt the attempt whose Job must be there; empty where none must be started
 * @param facts the status without generation and conditions
 */
record DatasetDecision(Outcome outcome, List<Statement> statements, OptionalInt startAttempt, DatasetStatus facts)
        implements Exit.Decision<DatasetStatus> {

    static final String QUALITY_CHECKED = "QualityChecked";
    static final String LEAKAGE_FREE = "LeakageFree";

    static DatasetDecision decide(DatasetObservation seen, Instant now) {
        return switch (seen.manifest()) {
            case StepDocument.Read<DatasetManifest> manifest -> judge(seen, manifest);
            case StepDocument.Unreachable<DatasetManifest> unreachable ->
                undecided(seen, new Outcome.Wait("StoreUnavailable", unreachable.message(), Retry.OUTSIDE));
            case StepDocument.Broken<DatasetManifest> broken ->
                undecided(seen, new Outcome.Reject("ManifestUnreadable", broken.message()));
            case StepDocument.None<DatasetManifest> none -> await(seen, now);
        };
    }

    /** Without a result: see that the step is on its way. */
    private static DatasetDecision await(DatasetObservation seen, Instant now) {
        return switch (seen.state()) {
            case StepState.Absent absent ->
                start(seen, 1, new Outcome.Advance("Indexing", "the index step is being started"));
            case StepState.Pending pending -> undecided(seen, pending.outcome());
            case StepState.Running running ->
                undecided(
                        seen, new Outcome.Advance("Indexing", "Job %s reads %s".formatted(running.job(), read(seen))));
            case StepState.Rejected rejected ->
                undecided(seen, new Outcome.Reject(rejected.reason(), rejected.message()));
            case StepState.Failed failed -> failed(seen, failed);
            case StepState.Unavailable unavailable -> again(seen, unavailable, now);
            case StepState.Succeeded succeeded ->
                throw new IllegalStateException("the observation of a step that succeeded holds its manifest");
        };
    }

    private static String read(DatasetObservation seen) {
        DatasetSpec.@Nullable Source source = seen.dataset().getSpec().source();
        return Stream.of(
                        Stream.ofNullable(source).map(DatasetSpec.Source::uri),
                        seen.inputs().extended().stream().map(pin -> "the index of Dataset " + pin.name()),
                        seen.inputs().labelsFrom().stream().map(pin -> "the labels of AnnotationJob " + pin.name()))
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
    }

    /** The same input once more where the spec has changed since: then it gives other means. */
    private static DatasetDecision failed(DatasetObservation seen, StepState.Failed state) {
        return state.generation() < seen.dataset().getMetadata().getGeneration()
                ? start(
                        seen,
                        state.tries() + 1,
                        new Outcome.Advance("Indexing", "the index step is being started again"))
                : undecided(seen, new Outcome.Reject(state.reason(), state.message()));
    }

    /** Something outside was missing: the same input once more, each time a little later. */
    private static DatasetDecision again(DatasetObservation seen, StepState.Unavailable state, Instant now) {
        Outcome.Wait wait = state.outcome(now);
        return state.retry().isDue(now) ? start(seen, state.tries() + 1, wait) : undecided(seen, wait);
    }

    /** With a result: compare it with the limits. */
    private static DatasetDecision judge(DatasetObservation seen, StepDocument.Read<DatasetManifest> read) {
        DatasetManifest manifest = read.content();
        List<Check> checks = DatasetChecks.of(seen.dataset().getSpec(), manifest);
        List<Check> failed =
                checks.stream().filter(c -> c.result() == Result.Failed).toList();
        boolean leaks = manifest.leaks().count() > 0;
        Statement quality = failed.isEmpty()
                ? new Statement(
                        QUALITY_CHECKED, Status.True, "ChecksPassed", "all %d checks passed".formatted(checks.size()))
                : new Statement(QUALITY_CHECKED, Status.False, "ChecksFailed", sentence(failed));
        Statement leakage = leaks
                ? new Statement(LEAKAGE_FREE, Status.False, "NearDuplicateAcrossSplits", leak(manifest))
                : new Statement(LEAKAGE_FREE, Status.True, "NoLeak", "no ride and no look-alike stands in two splits");
        Outcome outcome;
        if (!failed.isEmpty()) {
            outcome = new Outcome.Reject(quality.reason(), quality.message());
        } else if (leaks) {
            outcome = new Outcome.Reject(leakage.reason(), leakage.message());
        } else {
            outcome = new Outcome.Done(
                    "Indexed",
                    "%d frames of %d rides, %d of them labelled"
                            .formatted(manifest.frames(), manifest.rides(), manifest.labelled()));
        }
        List<Statement> statements = new ArrayList<>(List.of(quality, leakage));
        if (outcome instanceof Outcome.Done) {
            Currency.of(seen.inputs(), seen.upstream()).ifPresent(statements::add);
        }
        return new DatasetDecision(outcome, statements, OptionalInt.empty(), facts(seen, read, checks, outcome));
    }

    private static DatasetStatus facts(
            DatasetObservation seen, StepDocument.Read<DatasetManifest> read, List<Check> checks, Outcome outcome) {
        DatasetManifest manifest = read.content();
        // A refused Dataset has no digest that anyone could pin.
        boolean ready = outcome instanceof Outcome.Done;
        return new DatasetStatus(
                null,
                seen.step().inputHash().value(),
                job(seen),
                ready ? manifest.digest().value() : null,
                ready ? Artifacts.inStatus(manifest.index()) : null,
                Artifacts.inStatus(read.ref()),
                Artifacts.inStatus(manifest.report()),
                manifest.frames(),
                manifest.labelled(),
                manifest.rides(),
                manifest.bytes(),
                manifest.splits().stream()
                        .map(s -> new DatasetStatus.SplitCount(s.name(), s.frames(), s.rides()))
                        .toList(),
                manifest.slices().stream()
                        .map(s -> new DatasetStatus.SliceCount(
                                s.name(), manifest.framesBySlice().getOrDefault(s.name(), 0L)))
                        .toList(),
                checks,
                inputs(seen),
                null);
    }

    private static DatasetDecision start(DatasetObservation seen, int attempt, Outcome outcome) {
        return new DatasetDecision(
                outcome,
                List.of(),
                OptionalInt.of(attempt),
                pinned(seen, seen.step().jobName(attempt)));
    }

    private static DatasetDecision undecided(DatasetObservation seen, Outcome outcome) {
        return new DatasetDecision(outcome, List.of(), OptionalInt.empty(), pinned(seen, job(seen)));
    }

    private static DatasetStatus pinned(DatasetObservation seen, @Nullable String job) {
        return new DatasetStatus(
                null,
                seen.step().inputHash().value(),
                job,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                inputs(seen),
                null);
    }

    private static DatasetStatus.@Nullable Inputs inputs(DatasetObservation seen) {
        return seen.upstream().isEmpty() ? null : seen.inputs();
    }

    private static @Nullable String job(DatasetObservation seen) {
        DatasetStatus before = seen.dataset().getStatus();
        return seen.state().jobOr(before == null ? null : before.job());
    }

    private static String sentence(List<Check> failed) {
        List<String> parts = new ArrayList<>();
        for (Check check : failed) {
            String examples = check.examples() == null ? "" : " (" + String.join("; ", check.examples()) + ")";
            parts.add("%s is %s, allowed is %s%s".formatted(check.name(), check.value(), check.limit(), examples));
        }
        return parts.stream()
                .collect(Collectors.joining(
                        "; ", "", ". Mend the recordings or change spec; the report has every frame."));
    }

    private static String leak(DatasetManifest manifest) {
        return "%d frames look like a frame of another split: %s. Remove one ride of each pair."
                .formatted(
                        manifest.leaks().count(),
                        String.join("; ", manifest.leaks().examples()));
    }

    @Override
    public DatasetStatus blank() {
        return DatasetPin.facts(null, null);
    }

    @Override
    public DatasetStatus status(DatasetStatus facts, long generation, List<Condition> conditions) {
        return new DatasetStatus(
                generation,
                facts.inputHash(),
                facts.job(),
                facts.digest(),
                facts.index(),
                facts.manifest(),
                facts.report(),
                facts.frames(),
                facts.labelled(),
                facts.rides(),
                facts.bytes(),
                facts.splits(),
                facts.slices(),
                facts.checks(),
                facts.inputs(),
                conditions);
    }
}
