package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves references to Evaluations, and so to their verdicts. */
public final class EvaluationReferences {

    private static final String PASSED = "Passed";

    private EvaluationReferences() {}

    /**
     * What a name comes to. A verdict that is not good is a verdict: it resolves.
     *
     * @param field that has the name, for example {@code spec.evaluationRefs}
     * @param namespace of the object that refers
     * @param found the Evaluation of that name there
     */
    public static Reference<JudgedEvaluation> resolve(
            String field, String name, String namespace, Optional<Evaluation> found) {
        if (found.isEmpty()) {
            return new Reference.Dangling<>(
                    "%s names Evaluation %s, which is not in namespace %s; apply it, or name another"
                            .formatted(field, name, namespace));
        }
        Evaluation evaluation = found.get();
        @Nullable EvaluationStatus status = evaluation.getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), evaluation.getMetadata().getGeneration())) {
            return new Reference.Stale<>(
                    "Evaluation %s has changed and is not looked at yet; nothing to do".formatted(name));
        }
        Optional<Condition> passed = Conditions.find(status.conditions(), PASSED);
        if (passed.isEmpty() || status.verdict() == null || status.report() == null || status.pins() == null) {
            return new Reference.Stale<>("Evaluation %s has no verdict yet (%s); see its conditions"
                    .formatted(
                            name,
                            Conditions.find(status.conditions(), OutcomeConditions.READY)
                                    .map(Condition::reason)
                                    .orElse("Unknown")));
        }
        return new Reference.Resolved<>(new JudgedEvaluation(
                name,
                status.pins().model().digest(),
                new JudgedEvaluation.Frames(
                        status.pins().dataset().digest(),
                        Objects.requireNonNullElse(evaluation.getSpec().split(), EvaluationSpec.Split.test)),
                status.report().digest(),
                evaluation.getSpec().gates(),
                status.verdict() == EvaluationStatus.Verdict.Passed,
                Conditions.find(status.conditions(), Reference.CURRENT)
                        .filter(current -> current.status() == Condition.Status.False)
                        .isEmpty(),
                passed.get().message(),
                new JudgedEvaluation.Findings(
                        Objects.requireNonNullElse(status.gates(), List.of()),
                        Objects.requireNonNullElse(status.worst(), List.of()))));
    }
}
