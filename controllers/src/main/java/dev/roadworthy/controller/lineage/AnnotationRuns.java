package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus.Tasks;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The runs of an AnnotationJob: frames are laid out, later masks are taken in. A hand-in that is not good enough is a failure.
 * What people do in between is no run.
 */
final class AnnotationRuns {

    private static final String SELECT = "select";

    private AnnotationRuns() {}

    static List<Run> of(AnnotationJobStatus status) {
        String job = status.job();
        PinnedDataset dataset = status.dataset();
        if (job == null || dataset == null) {
            return List.of();
        }
        return Run.step(job).equals(SELECT) ? selects(job, dataset, status) : collects(job, dataset, status);
    }

    private static List<Run> selects(String job, PinnedDataset dataset, AnnotationJobStatus status) {
        List<Data> inputs = List.of(Run.data(dataset));
        Tasks tasks = status.tasks();
        if (tasks != null) {
            return List.of(Run.complete(job, made(inputs, List.of(Run.data(tasks.selection())), List.of())));
        }
        return List.of(unmade(job, inputs, status));
    }

    private static List<Run> collects(String job, PinnedDataset dataset, AnnotationJobStatus status) {
        List<Data> inputs = new ArrayList<>(List.of(Run.data(dataset)));
        Tasks tasks = status.tasks();
        if (tasks != null) {
            inputs.add(Run.data(tasks.selection()));
            inputs.add(new Data(tasks.folder(), null));
        }
        if (status.review() == null) {
            // The Job of the hand-in before stays in the status while people work on the next one.
            return Standing.of(status).waiting() ? List.of() : List.of(unmade(job, inputs, status));
        }
        List<Data> outputs = new ArrayList<>(List.of(Run.data(status.review())));
        if (status.labels() != null) {
            outputs.add(Run.data(status.labels().snapshot()));
        }
        RunEvent.Facts facts = made(inputs, outputs, agreement(status));
        return List.of(
                status.labels() == null
                        ? Run.failed(job, facts, Standing.of(status).message())
                        : Run.complete(job, facts));
    }

    private static Run unmade(String job, List<Data> inputs, AnnotationJobStatus status) {
        Standing standing = Standing.of(status);
        RunEvent.Facts facts = RunEvent.Facts.of(inputs);
        return standing.refused() ? Run.failed(job, facts, standing.message()) : Run.open(job, facts);
    }

    private static RunEvent.Facts made(List<Data> inputs, List<Data> outputs, List<RunEvent.Limit> gates) {
        return new RunEvent.Facts(inputs, outputs, List.of(), gates, null);
    }

    private static List<RunEvent.Limit> agreement(AnnotationJobStatus status) {
        @Nullable List<AnnotationJobStatus.Agreement> agreement = status.agreement();
        return Objects.requireNonNullElse(agreement, List.<AnnotationJobStatus.Agreement>of()).stream()
                .map(each -> new RunEvent.Limit(
                        "iou of %s on gold".formatted(each.name()),
                        each.result() == AnnotationJobStatus.Result.Passed ? RunEvent.Kept.YES : RunEvent.Kept.NO,
                        each.limit(),
                        each.iou()))
                .toList();
    }
}
