package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Dataset}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("sha256 of all that can change the result. The same hash is never indexed again.")
        @Nullable String inputHash,

        @JsonPropertyDescription("The Job that indexes, or indexed, this input.") @Nullable String job,

        @JsonPropertyDescription("sha256 over the rows of the index: content, labels, splits and joined values, without"
                + " the places where they lie. Whoever uses this Dataset pins it.")
        @Nullable String digest,

        @JsonPropertyDescription("The index: Parquet, one row a frame.") @Nullable Artifact index,

        @JsonPropertyDescription("The manifest: all counts and findings, JSON.") @Nullable Artifact manifest,

        @JsonPropertyDescription("The report: every defect with its frames, JSON.") @Nullable Artifact report,

        @JsonPropertyDescription("Frames in the index.") @Nullable Long frames,

        @JsonPropertyDescription("Frames that have a mask.") @Nullable Long labelled,

        @JsonPropertyDescription("Rides that have a frame in the index.") @Nullable Long rides,

        @JsonPropertyDescription("Bytes of all images and masks.") @Nullable Long bytes,

        @JsonPropertyDescription("Frames and rides of each split.") @Nullable List<SplitCount> splits,

        @JsonPropertyDescription("Frames of each slice.") @Nullable List<SliceCount> slices,

        @JsonPropertyDescription("What was measured, against its limit.") @Nullable List<Check> checks,

        @JsonPropertyDescription("What spec refers to, as it was when this input was chosen.") @Nullable Inputs inputs,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, QualityChecked, LeakageFree, and Current where the spec"
                + " refers to others.")
        @Nullable List<Condition> conditions)
        implements RoadworthyStatus {

    /** What the spec refers to, pinned. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inputs(
            @JsonProperty("extends") @JsonPropertyDescription("The Datasets of spec.extends.")
            List<PinnedDataset> extended,

            @JsonPropertyDescription("The labels of spec.labelsFrom.")
            List<PinnedLabels> labelsFrom) {

        /** Of a spec that refers to nothing. */
        public static final Inputs NONE = new Inputs(List.of(), List.of());
    }

    /** The size of a split. */
    public record SplitCount(
            @JsonPropertyDescription("train, validation or test.") @Required
            String name,

            @JsonPropertyDescription("Frames in it.") @Required
            Long frames,

            @JsonPropertyDescription("Rides in it.") @Required
            Long rides) {}

    /** The size of a slice. */
    public record SliceCount(
            @JsonPropertyDescription("Name of the slice.") @Required
            String name,

            @JsonPropertyDescription("Frames in it.") @Required
            Long frames) {}

    /** What was measured, against its limit. */
    public record Check(
            @JsonPropertyDescription("Name of the check, as in spec.checks.") @Required
            String name,

            @JsonPropertyDescription("What was measured: percent with two decimals, or a count.") @Required
            String value,

            @JsonPropertyDescription("The limit, for example max 0.5 or min 50.") @Required
            String limit,

            @JsonPropertyDescription("Passed or Failed.") @Required
            Result result,

            @JsonPropertyDescription("How many frames were found.") @Required
            Long count,

            @JsonPropertyDescription("The first of them, with what is wrong; all are in the report.") @Nullable List<String> examples) {}

    /** Whether a limit holds. */
    public enum Result {
        Passed,
        Failed
    }
}
