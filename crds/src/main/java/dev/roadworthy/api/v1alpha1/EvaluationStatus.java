package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an {@link Evaluation}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("sha256 of all that can change what is measured; gates cannot. The same hash is never"
                + " measured again.")
        @Nullable String inputHash,

        @JsonPropertyDescription("1 for the first input hash, one more for each further one.") @Nullable Integer attempt,

        @JsonPropertyDescription(
                "The Job that measures, or measured, this input. None where the report was known already.")
        @Nullable String job,

        @JsonPropertyDescription("What this attempt uses, whatever becomes of it later.") @Nullable Pins pins,

        @JsonPropertyDescription("Failed where a gate failed; else Inconclusive where one is; else Passed.") @Nullable Verdict verdict,

        @JsonPropertyDescription("The gate that decides the verdict, as one line.") @Nullable String worstGate,

        @JsonPropertyDescription("Each gate of the spec, in its order, with what was measured.") @Nullable List<JudgedGate> gates,

        @JsonPropertyDescription("Where the model is weakest: the lowest iou of a class in a slice or the whole split,"
                + " lowest first, at most 5. Where to look for more frames.")
        @Nullable List<Weakness> worst,

        @JsonPropertyDescription("What was measured: all metrics with their intervals, JSON.") @Nullable Artifact report,

        @JsonPropertyDescription("The same for people, with plots and the worst frames, HTML.") @Nullable Artifact page,

        @JsonPropertyDescription(
                "How fast the model was in the pod that measured it, and how much memory it took, JSON."
                        + " Another node gives other numbers.")
        @Nullable Artifact timing,

        @JsonPropertyDescription("The last 10 attempts, this one included, oldest first.") @Nullable List<Attempt> history,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, Passed and Current.") @Nullable List<Condition> conditions)
        implements RoadworthyStatus {

    /** What an attempt uses. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pins(
            @JsonPropertyDescription("The model that is measured.") @Required
            PinnedModel model,

            @JsonPropertyDescription("The model that it is compared with.") @Nullable PinnedModel baseline,

            @JsonPropertyDescription("The Dataset that it is measured on.") @Required
            PinnedDataset dataset,

            @JsonPropertyDescription("The slices of the Dataset then, all of which are measured.") @Required
            List<Slice> slices) {}

    /** A slice as it was defined. */
    public record Slice(
            @JsonPropertyDescription("Name of the slice.") @Required
            String name,

            @JsonPropertyDescription("The predicate that its frames fulfil.") @Required
            String where) {}

    /** A gate with what was measured. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JudgedGate(
            @JsonPropertyDescription("The metric.") @Required
            Gate.Metric metric,

            @JsonPropertyDescription("The class; none for a metric of all classes.") @JsonProperty("class") @Nullable String className,

            @JsonPropertyDescription(
                    "The slice; none for the whole split. For a gate on every slice: the worst of them.")
            @Nullable String slice,

            @JsonPropertyDescription("For a gate on every slice: how many were judged.") @Nullable Integer slices,

            @JsonPropertyDescription(
                    "What was measured, 0 to 1; for maxRegression the model's less the baseline's, -1 to"
                            + " 1. Four decimals, rounded down. None where there is nothing to measure it on.")
            @Nullable String value,

            @JsonPropertyDescription("Lower end of its interval of 95 %, rounded down; none with fewer than two rides.")
            @Nullable String low,

            @JsonPropertyDescription("Upper end of its interval of 95 %, rounded up; none with fewer than two rides.")
            @Nullable String high,

            @JsonPropertyDescription("The limit, for example min 0.60 or maxRegression 0.01.") @Required
            String limit,

            @JsonPropertyDescription("Labelled frames that were measured.") @Required
            Long samples,

            @JsonPropertyDescription("Labelled frames that the gate asks for.") @Required
            Long minSamples,

            @JsonPropertyDescription("Rides that the frames are of; the interval comes from drawing rides.") @Required
            Long rides,

            @JsonPropertyDescription("Passed, Failed or Inconclusive.") @Required
            Verdict result) {}

    /** Where a model is weak. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Weakness(
            @JsonPropertyDescription("The slice; none for the whole split.") @Nullable String slice,

            @JsonPropertyDescription("The class.") @JsonProperty("class") @Required
            String className,

            @JsonPropertyDescription("The metric: iou.") @Required
            Gate.Metric metric,

            @JsonPropertyDescription("What was measured, 0 to 1, four decimals, rounded down.") @Required
            String value,

            @JsonPropertyDescription("Labelled frames that were measured, at least 30.") @Required
            Long samples) {}

    /** What judging comes to. */
    public enum Verdict {
        /** Every limit is kept, on enough samples. */
        Passed,
        /** A limit is not kept. */
        Failed,
        /** There is too little to measure on. */
        Inconclusive
    }

    /** What became of one input. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            @JsonPropertyDescription("Its number.") @Required
            Integer attempt,

            @JsonPropertyDescription("sha256 of its input.") @Required
            String inputHash,

            @JsonPropertyDescription("Its last Job.") @Nullable String job,

            @JsonPropertyDescription("What it came to: Open, Stopped, Measured, Rejected or Failed.") @Required
            Outcome outcome,

            @JsonPropertyDescription("Why nothing was measured, as one CamelCase word.") @Nullable String reason,

            @JsonPropertyDescription("Why nothing was measured, as a sentence.") @Nullable String message,

            @JsonPropertyDescription("What was measured.") @Nullable Artifact report,

            @JsonPropertyDescription("How fast it was.") @Nullable Artifact timing) {}

    /** What an attempt came to. */
    public enum Outcome {
        /** It is under way. */
        Open,
        /** The spec changed before its end. */
        Stopped,
        /** It has a report. */
        Measured,
        /** Its input is wrong; it is never tried again. */
        Rejected,
        /** Its means (memory, time, tries) did not suffice; a changed spec tries it again. */
        Failed
    }
}
