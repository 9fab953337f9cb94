package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import java.util.Objects;

/** The step of an Evaluation: measure the model, and the baseline beside it, on every slice that the Dataset declares. */
final class EvaluationStep {

    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("500m"), "memory", new IntOrString("512Mi")),
            Map.of("memory", new IntOrString("2Gi")));

    static final String NAME = KnownResult.EVALUATE;

    private EvaluationStep() {}

    static Step of(Evaluation evaluation, Pins pins) {
        EvaluationInput input = EvaluationInput.of(evaluation.getSpec(), pins);
        return Step.of(
                        evaluation,
                        NAME,
                        request(input, pins),
                        Objects.requireNonNullElse(evaluation.getSpec().resources(), DEFAULT_RESOURCES),
                        pins.dataset().sourceSecret())
                .withInput(input.hash());
    }

    private static EvaluateRequest request(EvaluationInput input, Pins pins) {
        PinnedModel baseline = pins.baseline();
        return new EvaluateRequest(
                input.format(),
                Artifacts.inDocument(pins.model().manifest()),
                baseline == null ? null : Artifacts.inDocument(baseline.manifest()),
                new Digest(pins.dataset().digest()),
                Artifacts.inDocument(pins.dataset().manifest()),
                input.split().name(),
                // All of them, so that a gate on another slice needs no other report.
                pins.slices().stream().map(Slice::name).toList(),
                input.seed(),
                input.threads());
    }
}
