package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of a TrainingRun: the last Job of each attempt. */
final class TrainingRuns {

    private TrainingRuns() {}

    static List<Run> of(TrainingRun run, TrainingRunStatus status) {
        return Objects.requireNonNullElse(status.history(), List.<Attempt>of()).stream()
                .flatMap(attempt -> of(run, status, attempt).stream())
                .toList();
    }

    private static List<Run> of(TrainingRun run, TrainingRunStatus status, Attempt attempt) {
        String job = attempt.job();
        if (job == null) {
            return List.of();
        }
        // What an earlier attempt used, the status of then said.
        RunEvent.Facts facts =
                attempt.inputHash().equals(status.inputHash()) ? facts(run, status) : RunEvent.Facts.NONE;
        return List.of(
                switch (attempt.outcome()) {
                    case Open -> Run.open(job, facts);
                    case Trained -> Run.complete(job, facts);
                    case Stopped -> Run.aborted(job, facts, attempt.message());
                    case Rejected, Failed -> Run.failed(job, facts, attempt.message());
                });
    }

    private static RunEvent.Facts facts(TrainingRun run, TrainingRunStatus status) {
        TrainingRunStatus.Model model = status.model();
        return new RunEvent.Facts(
                Stream.ofNullable(status.dataset()).map(Run::data).toList(),
                model == null ? List.of() : List.of(new Data(model.uri(), new Digest(model.digest()))),
                List.of(),
                List.of(),
                code(run.getSpec().code(), status.lineage()));
    }

    /** The commit that the status pins, with the repository that the spec names for it now. */
    private static RunEvent.@Nullable Code code(
            TrainingRunSpec.@Nullable Code declared, TrainingRunStatus.@Nullable Lineage lineage) {
        return declared == null || lineage == null || !declared.commit().equals(lineage.commit())
                ? null
                : new RunEvent.Code(declared.repository(), declared.commit());
    }
}
