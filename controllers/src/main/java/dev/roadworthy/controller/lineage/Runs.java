package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.controller.port.RunEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the runs of an object from one status to the next. */
public final class Runs {

    private Runs() {}

    /**
     * The events of this step, in their order. A run starts where a status first shows its Job, and ends where a status first
     * shows its end; that it started is told there again, for what could not be kept then. One that no status shows any more
     * without having ended was given up.
     *
     * @param before null for an object of which nothing was known
     */
    public static List<RunEvent> between(
            HasMetadata resource, @Nullable RoadworthyStatus before, RoadworthyStatus after, Instant now) {
        Map<String, Run> old = byJob(before == null ? List.of() : of(resource, before));
        Map<String, Run> current = byJob(of(resource, after));
        List<RunEvent> events = new ArrayList<>();
        for (Run gone : old.values()) {
            if (gone.end() == null && !current.containsKey(gone.job())) {
                String why = Standing.of(before).message();
                events.add(event(resource, RunEvent.Type.ABORT, Run.aborted(gone.job(), gone.facts(), why), now));
            }
        }
        for (Run run : current.values()) {
            @Nullable Run known = old.get(run.job());
            RunEvent.Type end = run.end();
            boolean ends = end != null && (known == null || known.end() != end);
            if (known == null || ends) {
                Run told = Run.open(
                        run.job(),
                        RunEvent.Facts.of(withFacts(run, known).facts().inputs()));
                events.add(event(resource, RunEvent.Type.START, told, now));
            }
            if (end != null && ends) {
                events.add(event(resource, end, withFacts(run, known), now));
            }
        }
        return events;
    }

    /** Where the status has moved on to another input, what this one had stands in the status of before. */
    private static Run withFacts(Run run, @Nullable Run known) {
        return known == null || !run.facts().equals(RunEvent.Facts.NONE)
                ? run
                : new Run(run.job(), run.end(), known.facts(), run.message());
    }

    private static Map<String, Run> byJob(List<Run> runs) {
        Map<String, Run> byJob = new LinkedHashMap<>();
        runs.forEach(run -> byJob.put(run.job(), run));
        return byJob;
    }

    private static List<Run> of(HasMetadata resource, RoadworthyStatus status) {
        return switch (resource) {
            case Dataset dataset -> DatasetRuns.of(dataset, (DatasetStatus) status);
            case AnnotationJob job -> AnnotationRuns.of((AnnotationJobStatus) status);
            case TrainingRun run -> TrainingRuns.of(run, (TrainingRunStatus) status);
            case Evaluation evaluation -> EvaluationRuns.of((EvaluationStatus) status);
            case EdgeRelease release -> ReleaseRuns.of((EdgeReleaseStatus) status);
            default -> throw new IllegalArgumentException("not a kind of ours: " + resource.getKind());
        };
    }

    private static RunEvent event(HasMetadata resource, RunEvent.Type type, Run run, Instant now) {
        ObjectMeta meta = resource.getMetadata();
        return new RunEvent(
                RunEvent.FORMAT,
                type,
                now.truncatedTo(ChronoUnit.MILLIS).toString(),
                new RunEvent.Owner(resource.getKind(), meta.getNamespace(), meta.getName(), meta.getUid()),
                run.job(),
                run.step(),
                run.facts(),
                run.message());
    }
}
