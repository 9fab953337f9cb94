package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.Gate;
import java.util.List;

/**
 * An Evaluation with a verdict.
 *
 * @param name of the Evaluation
 * @param model digest of the model that it measured
 * @param frames what it measured the model on
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
        Frames frames,
        String report,
        List<Gate> gates,
        boolean passed,
        boolean current,
        String verdict,
        Findings findings) {

    /**
     * Labelled frames.
     *
     * @param dataset digest of the Dataset
     * @param split of it
     */
    public record Frames(String dataset, EvaluationSpec.Split split) {}

    /**
     * What a verdict rests on.
     *
     * @param gates each with what was measured
     * @param worst where the model is weakest, lowest first
     */
    public record Findings(List<EvaluationStatus.JudgedGate> gates, List<EvaluationStatus.Weakness> worst) {}
}
