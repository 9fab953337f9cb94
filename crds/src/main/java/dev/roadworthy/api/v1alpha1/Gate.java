package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A limit that a measured metric has to keep. */
@ValidationRule(
        value = "has(self.min) != has(self.maxRegression)",
        message = "a gate has exactly one limit: min for the value itself, or maxRegression for how much worse than"
                + " spec.baseline it may be; write two gates for both")
@ValidationRule(
        value = "self.metric == 'meanIoU' || has(self.class)",
        message = "iou, recall and precision are of one class: add class, or use the metric meanIoU")
@ValidationRule(
        value = "self.metric != 'meanIoU' || !has(self.class)",
        message = "meanIoU is of all classes together: remove class, or use the metric iou")
@ValidationRule(
        value = "!has(self.min) || (type(self.min) == int ? self.min >= 0 && self.min <= 1 :"
                + " string(self.min).matches('" + Gate.PART + "'))",
        message = "min is a part of 0 to 1 with at most four decimals, quoted, for example \"0.85\"; 85 percent is"
                + " \"0.85\"")
@ValidationRule(
        value = "!has(self.maxRegression) || (type(self.maxRegression) == int ? self.maxRegression >= 0 &&"
                + " self.maxRegression <= 1 : string(self.maxRegression).matches('" + Gate.PART + "'))",
        message = "maxRegression is a part of 0 to 1 with at most four decimals, quoted, for example \"0.01\" for one"
                + " hundredth")
public record Gate(
        @JsonPropertyDescription("What is judged: meanIoU (the mean intersection over union of the classes, without"
                + " background), or iou, recall or precision of one class. All are 0 to 1, and more is better.")
        @Required
        Metric metric,

        @JsonPropertyDescription("The class of the Dataset that iou, recall or precision is of.")
        @JsonProperty("class")
        @Size(max = 63) @Pattern("^[a-z][a-z0-9-]*$") @Nullable String className,

        @JsonPropertyDescription("The slice of the Dataset to judge on; \"*\" for every slice, of which the worst"
                + " decides. Default: the whole split.")
        @Size(max = 63) @Pattern("^([*]|[a-z][a-z0-9-]*)$") @Nullable String slice,

        @JsonPropertyDescription("The least value that passes, 0 to 1, at most four decimals, quoted.") @Nullable IntOrString min,

        @JsonPropertyDescription(
                "How much less than the baseline's on the same frames the value may be, 0 to 1, at most"
                        + " four decimals, quoted. It needs spec.baseline.")
        @Nullable IntOrString maxRegression,

        @JsonPropertyDescription("Labelled frames that the metric is of at least; with fewer the gate is Inconclusive,"
                + " whatever the value. Default: 30.")
        @Min(1) @Max(1_000_000_000) @Nullable Long minSamples) {

    /** The slice that stands for each of them. */
    public static final String EVERY_SLICE = "*";

    static final String PART = "^(0([.][0-9]{1,4})?|1([.]0{1,4})?)$";

    /** What the step {@code evaluate} measures; named as in its report. */
    public enum Metric {
        meanIoU,
        iou,
        recall,
        precision
    }
}
