package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.controller.gate.GateText;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The runs of an Evaluation: the last Job of each attempt. What gates came to is no failure of what measured for them. */
final class EvaluationRuns {

    private EvaluationRuns() {}

    static List<Run> of(EvaluationStatus status) {
        return Objects.requireNonNullElse(status.history(), List.<Attempt>of()).stream()
                .flatMap(attempt -> of(status, attempt).stream())
                .toList();
    }

    private static List<Run> of(EvaluationStatus status, Attempt attempt) {
        String job = attempt.job();
        if (job == null) {
            return List.of();
        }
        // What an earlier attempt used, the status of then said.
        RunEvent.Facts facts = attempt.inputHash().equals(status.inputHash()) ? facts(status) : RunEvent.Facts.NONE;
        return List.of(
                switch (attempt.outcome()) {
                    case Open -> Run.open(job, facts);
                    case Measured -> Run.complete(job, facts);
                    case Stopped -> Run.aborted(job, facts, attempt.message());
                    case Rejected, Failed -> Run.failed(job, facts, attempt.message());
                });
    }

    private static RunEvent.Facts facts(EvaluationStatus status) {
        List<Data> inputs = new ArrayList<>();
        Pins pins = status.pins();
        if (pins != null) {
            inputs.add(Run.data(pins.model()));
            if (pins.baseline() != null) {
                inputs.add(Run.data(pins.baseline()));
            }
            inputs.add(Run.data(pins.dataset()));
        }
        return new RunEvent.Facts(
                inputs,
                Stream.of(status.report(), status.page(), status.timing())
                        .flatMap(Stream::ofNullable)
                        .map(Run::data)
                        .toList(),
                List.of(),
                Objects.requireNonNullElse(status.gates(), List.<JudgedGate>of()).stream()
                        .map(EvaluationRuns::limit)
                        .toList(),
                null);
    }

    private static RunEvent.Limit limit(JudgedGate gate) {
        return new RunEvent.Limit(
                GateText.what(gate),
                switch (gate.result()) {
                    case Passed -> RunEvent.Kept.YES;
                    case Failed -> RunEvent.Kept.NO;
                    case Inconclusive -> RunEvent.Kept.UNKNOWN;
                },
                gate.limit(),
                gate.value());
    }
}
