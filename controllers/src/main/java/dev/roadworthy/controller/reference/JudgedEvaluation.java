package dev.roadworthy.controller.reference;

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
 */
public record JudgedEvaluation(
        String name, String model, String report, List<Gate> gates, boolean passed, boolean current, String verdict) {}
