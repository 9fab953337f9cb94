package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Weakness;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.controller.gate.GateReview;
import dev.roadworthy.controller.gate.Weaknesses;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Artifacts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report that was held against the gates.
 *
 * @param worst null where nothing was measured on enough frames
 * @param page the report for people
 * @param passed the condition
 */
record Judged(
        Verdict verdict,
        String worstGate,
        List<JudgedGate> gates,
        @Nullable List<Weakness> worst,
        Artifact page,
        Statement passed) {

    static final String PASSED = "Passed";

    static Judged of(EvaluationSpec spec, List<Slice> slices, MetricReport report) {
        GateReview review =
                GateReview.of(spec.gates(), slices.stream().map(Slice::name).toList(), report);
        List<Weakness> weaknesses = Weaknesses.of(report);
        return new Judged(
                review.verdict(),
                review.worst(),
                review.gates(),
                weaknesses.isEmpty() ? null : weaknesses,
                Artifacts.inStatus(report.page()),
                passed(review, EvaluationInput.split(spec)));
    }

    /** Whether the status has the verdict on the gates of now: then the report need not be read again. */
    static boolean isOfNow(Evaluation evaluation) {
        EvaluationStatus status = evaluation.getStatus();
        return status != null
                && status.verdict() != null
                && Objects.equals(
                        status.observedGeneration(), evaluation.getMetadata().getGeneration());
    }

    /** As the status has it; see {@link #isOfNow}. */
    static Judged of(EvaluationStatus status) {
        return new Judged(
                Objects.requireNonNull(status.verdict()),
                Objects.requireNonNull(status.worstGate()),
                Objects.requireNonNull(status.gates()),
                status.worst(),
                Objects.requireNonNull(status.page()),
                Conditions.find(status.conditions(), PASSED)
                        .map(said -> new Statement(said.type(), said.status(), said.reason(), said.message()))
                        .orElseThrow());
    }

    private static Statement passed(GateReview review, EvaluationSpec.Split split) {
        String sentence = String.join(
                "; ",
                Stream.concat(review.failed().stream(), review.undecided().stream())
                        .toList());
        return switch (review.verdict()) {
            case Passed ->
                new Statement(
                        PASSED,
                        Status.True,
                        "GatesPassed",
                        "all %d gates passed".formatted(review.gates().size()));
            case Failed ->
                new Statement(
                        PASSED,
                        Status.False,
                        "GatesFailed",
                        sentence + ". Train a better model, for example on more such frames, or change spec.gates.");
            case Inconclusive ->
                new Statement(
                        PASSED,
                        Status.Unknown,
                        "GatesInconclusive",
                        "%s. Record and label more such frames for the split %s, or lower minSamples."
                                .formatted(sentence, split));
        };
    }
}
