package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a model has the evidence that a release needs: Evaluations of this very model, current, and passed. */
sealed interface Gating {

    /**
     * It has.
     *
     * @param evidence what is pinned of it
     * @param evaluations what an approver looks at
     * @param modelBytes bytes of all files of the model
     */
    record Open(Evidence evidence, List<JudgedEvaluation> evaluations, long modelBytes) implements Gating {

        /** What an approver approves. */
        Candidate candidate(EdgeReleaseSpec spec) {
            return ReleaseInput.candidate(spec, evidence);
        }
    }

    /** It has not, and this is why. */
    record Closed(Outcome outcome) implements Gating {}

    // A watch tells at once; this is for the event that got lost.
    Duration RECHECK = Duration.ofMinutes(10);

    static Gating of(Reference<TrainedModel> model, List<Reference<JudgedEvaluation>> evaluations) {
        return switch (model) {
            case Reference.Resolved<TrainedModel> resolved -> of(resolved.pin(), evaluations);
            case Reference.Dangling<TrainedModel> dangling -> waiting("ModelDangling", dangling.message());
            case Reference.Stale<TrainedModel> stale -> waiting("ModelNotReady", stale.message());
        };
    }

    private static Gating of(TrainedModel model, List<Reference<JudgedEvaluation>> evaluations) {
        List<JudgedEvaluation> judged = new ArrayList<>();
        for (Reference<JudgedEvaluation> evaluation : evaluations) {
            switch (evaluation) {
                case Reference.Resolved<JudgedEvaluation> resolved -> judged.add(resolved.pin());
                case Reference.Dangling<JudgedEvaluation> dangling -> {
                    return waiting("EvaluationDangling", dangling.message());
                }
                case Reference.Stale<JudgedEvaluation> stale -> {
                    return waiting("EvaluationNotReady", stale.message());
                }
            }
        }
        if (!model.current()) {
            return closed(
                    "ModelNotCurrent",
                    "TrainingRun %s is not current: its Dataset has moved on; train on the Dataset of now, or name it as it was"
                            .formatted(model.pin().name()));
        }
        for (JudgedEvaluation evaluation : judged) {
            if (!evaluation.model().equals(model.pin().digest())) {
                return closed(
                        "EvaluationOfAnotherModel",
                        "Evaluation %s measured model %s, and TrainingRun %s has %s; name an Evaluation of that model"
                                .formatted(
                                        evaluation.name(),
                                        evaluation.model(),
                                        model.pin().name(),
                                        model.pin().digest()));
            }
            if (!evaluation.passed()) {
                return closed(
                        "GateFailed",
                        "Evaluation %s did not pass, so nothing is released: %s"
                                .formatted(evaluation.name(), evaluation.verdict()));
            }
            if (!evaluation.current()) {
                return closed(
                        "EvaluationNotCurrent",
                        "Evaluation %s is not current: what it refers to has moved on; evaluate again"
                                .formatted(evaluation.name()));
            }
        }
        return new Open(evidence(model, judged), judged, model.bytes());
    }

    private static Evidence evidence(TrainedModel model, List<JudgedEvaluation> evaluations) {
        Map<String, List<Gate>> gates = new TreeMap<>();
        evaluations.forEach(evaluation -> gates.put(evaluation.report(), evaluation.gates()));
        return new Evidence(
                model.pin(),
                evaluations.stream()
                        .map(evaluation -> new PinnedEvaluation(evaluation.name(), evaluation.report()))
                        .toList(),
                ReleaseInput.policy(gates).value(),
                model.lineage());
    }

    private static Gating waiting(String reason, String message) {
        return new Closed(new Outcome.Wait(reason, message, RECHECK));
    }

    private static Gating closed(String reason, String message) {
        return new Closed(new Outcome.Reject(reason, message));
    }
}
