package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance.Making;
import dev.roadworthy.contract.TestResult;
import dev.roadworthy.controller.gate.GateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an Evaluation has made: a report, and each verdict on it. */
public final class EvaluationStatements {

    private EvaluationStatements() {}

    public static List<InTotoStatement<?>> of(Evaluation evaluation, EvaluationStatus status) {
        Pins pins = status.pins();
        if (pins == null || status.report() == null) {
            return List.of();
        }
        List<InTotoStatement<?>> statements = new ArrayList<>();
        statements.add(measured(evaluation, status, pins));
        List<JudgedGate> gates = status.gates();
        if (status.verdict() != null && gates != null) {
            statements.add(judged(status, pins, gates));
        }
        return statements;
    }

    private static InTotoStatement<?> measured(Evaluation evaluation, EvaluationStatus status, Pins pins) {
        Made made = new Made(Making.REPORT, evaluation)
                .subject(Ledger.REPORT, status.report())
                .from(pins.model())
                .from(pins.dataset());
        if (pins.baseline() != null) {
            made.from("baseline", pins.baseline().digest());
        }
        return made.by(Objects.requireNonNull(status.inputHash(), "what is measured has an input"));
    }

    private static InTotoStatement<?> judged(EvaluationStatus status, Pins pins, List<JudgedGate> gates) {
        return InTotoStatement.of(
                List.of(Subject.of(Ledger.MODEL, new Digest(pins.model().digest()), null)),
                TestResult.PREDICATE_TYPE,
                new TestResult(
                        // Too little to measure on is never a pass.
                        status.verdict() == Verdict.Passed ? TestResult.PASSED : TestResult.FAILED,
                        List.of(Resource.of(
                                Ledger.REPORT,
                                new Digest(
                                        Objects.requireNonNull(status.report()).digest()))),
                        texts(gates, Verdict.Passed),
                        texts(gates, Verdict.Inconclusive),
                        texts(gates, Verdict.Failed)));
    }

    private static List<String> texts(List<JudgedGate> gates, @Nullable Verdict result) {
        return gates.stream()
                .filter(gate -> gate.result() == result)
                .map(gate -> "%s: %s, measured %s"
                        .formatted(
                                GateText.what(gate), gate.limit(), Objects.requireNonNullElse(gate.value(), "nothing")))
                .toList();
    }
}
