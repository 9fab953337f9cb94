package dev.roadworthy.controller.evaluation;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.step.StepDocument;

/**
 * What a step measured.
 *
 * @param report where the metrics lie
 * @param timing where its speed lies
 * @param metrics the report's content
 */
record Measurement(ArtifactRef report, ArtifactRef timing, MetricReport metrics) {

    /** Follows the document of a step that has just ended. */
    static StepDocument<Measurement> of(ArtifactStore store, ArtifactRef document) {
        return switch (StepDocument.read(store, document, EvaluateResult.class, EvaluateResult.FORMAT)) {
            case StepDocument.Read<EvaluateResult> read ->
                of(store, read.content().report(), read.content().timing());
            case StepDocument.Unreachable<EvaluateResult> unreachable ->
                new StepDocument.Unreachable<>(unreachable.message());
            case StepDocument.Broken<EvaluateResult> broken -> new StepDocument.Broken<>(broken.message());
            case StepDocument.None<EvaluateResult> none -> new StepDocument.None<>();
        };
    }

    /** Reads a report that is pinned. */
    static StepDocument<Measurement> of(ArtifactStore store, ArtifactRef report, ArtifactRef timing) {
        return switch (StepDocument.read(store, report, MetricReport.class, MetricReport.FORMAT)) {
            case StepDocument.Read<MetricReport> read ->
                new StepDocument.Read<>(report, new Measurement(report, timing, read.content()));
            case StepDocument.Unreachable<MetricReport> unreachable ->
                new StepDocument.Unreachable<>(unreachable.message());
            case StepDocument.Broken<MetricReport> broken -> new StepDocument.Broken<>(broken.message());
            case StepDocument.None<MetricReport> none -> new StepDocument.None<>();
        };
    }
}
