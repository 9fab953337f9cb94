package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What gates come to, together.
 *
 * @param verdict {@code Passed} only where every gate passed, and there is one
 * @param gates each gate in its order; a gate on every slice by the worst of them
 * @param failed what is not kept, the worst first, a sentence each
 * @param undecided what there is too little for, a sentence each
 * @param worst the one that decides, as a line
 */
public record GateReview(
        Verdict verdict, List<JudgedGate> gates, List<String> failed, List<String> undecided, String worst) {

    /**
     * Judges a report.
     *
     * @param gates at least one, of classes and slices that the report has; see {@link GateFit}
     * @param slices those that {@code "*"} stands for
     */
    public static GateReview of(List<Gate> gates, List<String> slices, MetricReport report) {
        List<Judgement> all = new ArrayList<>();
        List<JudgedGate> rows = new ArrayList<>();
        for (Gate gate : gates) {
            List<Judgement> judgements = Judgement.of(gate, slices, report).stream()
                    .sorted(Judgement.WORST_FIRST)
                    .toList();
            all.addAll(judgements);
            rows.add(judgements
                    .getFirst()
                    .judged(Gate.EVERY_SLICE.equals(gate.slice()) ? (Integer) judgements.size() : null));
        }
        all.sort(Judgement.WORST_FIRST);
        return new GateReview(
                all.getFirst().result(),
                List.copyOf(rows),
                texts(all, Verdict.Failed),
                texts(all, Verdict.Inconclusive),
                all.getFirst().text());
    }

    private static List<String> texts(List<Judgement> all, Verdict result) {
        return all.stream()
                .filter(judgement -> judgement.result() == result)
                .map(Judgement::text)
                .toList();
    }
}
