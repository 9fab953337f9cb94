package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model an {@link Evaluation} measures, on what, and what it takes to pass. */
@ValidationRule(
        value = "has(self.baseline) || !self.gates.exists(g, has(g.maxRegression))",
        message = "maxRegression compares with a baseline: add baseline.trainingRunRef, or use min")
@ValidationRule(
        value = "!has(self.baseline) || self.baseline.trainingRunRef.name != self.modelRef.name",
        message = "baseline is the model itself: name the TrainingRun whose model it has to stand against")
public record EvaluationSpec(
        @JsonPropertyDescription(
                "The TrainingRun whose model is measured. The model's digest is pinned before anything" + " runs.")
        @Required
        ObjectRef modelRef,

        @JsonPropertyDescription("The Dataset that it is measured on; the model must tell its classes apart. Its digest"
                + " and its slices are pinned before anything runs.")
        @Required
        ObjectRef datasetRef,

        @JsonPropertyDescription("The split of the Dataset that it is measured on. Default: test.") @Nullable Split split,

        @JsonPropertyDescription("What the model is compared with, on the same frames. Default: nothing.") @Nullable Baseline baseline,

        @JsonPropertyDescription(
                "Limits that the model has to keep, all of them. They are judged on what was measured: a"
                        + " changed gate is judged again, and nothing runs.")
        @Required
        @Size(max = 32) @ValidationRule(
                value = "size(self) > 0",
                message = "without a gate there is no verdict: add one, for example {metric: meanIoU, min: \"0.60\"}")
        @ValidationRule(
                value = "self.all(g, self.exists_one(h, g.metric == h.metric && has(g.min) == has(h.min)"
                        + " && (has(g.class) ? g.class : '') == (has(h.class) ? h.class : '')"
                        + " && (has(g.slice) ? g.slice : '') == (has(h.slice) ? h.slice : '')))",
                message = "two gates limit the same metric, class and slice; remove one of the two")
        List<Gate> gates,

        @JsonPropertyDescription("Where the draws of the intervals come from. Default: 0.")
        @Min(0) @Max(1_000_000_000) @Nullable Long seed,

        @JsonPropertyDescription("Threads that one inference uses. Default: 2.") @Min(1) @Max(256) @Nullable Integer threads,

        @JsonPropertyDescription(
                "CPU and memory of the pod that measures; default: requests of 500m and 512Mi, a memory"
                        + " limit of 2Gi.")
        @Nullable Resources resources) {

    /** A part of a Dataset. */
    public enum Split {
        train,
        validation,
        test
    }

    /** What a model is compared with. */
    public record Baseline(
            @JsonPropertyDescription("The TrainingRun whose model is the baseline. The model's digest is pinned before"
                    + " anything runs.")
            @Required
            ObjectRef trainingRunRef) {}
}
