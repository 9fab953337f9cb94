package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.Gate;
import java.util.List;

/**
 * An Evaluation with a verdict.
 *
 * @param name of the Evaluation
 * @param model digest of the model that it measured
 * @param report digest of its report
 * @param gates that it was judged by
 * @param passed whether it passed
 * @param current whether it speaks of what its references name now
 * @param verdict the verdict as a sentence
 * @param findings what the verdict rests on
 */
public record JudgedEvaluation(
        String name,
        String model,
        String report,
        List<Gate> gates,
        boolean passed,
        boolean current,
        String verdict,
        Findings findings) {

    /**
     * What a verdict rests on.
     *
     * @param gates each with what was measured
     * @param worst where the model is weakest, lowest first
     */
    public record Findings(List<EvaluationStatus.JudgedGate> gates, List<EvaluationStatus.Weakness> worst) {}
}
