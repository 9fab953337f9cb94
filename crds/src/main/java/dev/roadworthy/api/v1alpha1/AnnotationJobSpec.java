package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Which frames an {@link AnnotationJob} has labelled, where, and how well it must be done. */
public record AnnotationJobSpec(
        @JsonPropertyDescription("The Dataset whose frames are labelled, with its classes. Its digest is pinned before"
                + " anything runs.")
        @Required
        ObjectRef datasetRef,

        @JsonPropertyDescription("Which of its frames without a mask. Default: all of them, 500 at most.") @Nullable Select select,

        @JsonPropertyDescription("What they are labelled with; exactly one.") @Required
        Tool tool,

        @JsonPropertyDescription("How well they must be labelled. Default: it is not measured.") @Nullable Quality quality,

        @JsonPropertyDescription(
                "CPU and memory of the pods that lay out frames and take in masks; default: requests of"
                        + " 500m and 512Mi, a memory limit of 2Gi.")
        @Nullable Resources resources) {

    /** Which frames. */
    public record Select(
            @JsonPropertyDescription("A slice of the Dataset that they are in.")
            @Size(max = 63) @Pattern("^[a-z][a-z0-9-]*$") @Nullable String slice,

            @JsonPropertyDescription("An SQL predicate over the columns of the index that they fulfil, for example"
                    + " sun_elevation < -6, attributes['weather'] = 'rain' or uri LIKE 's3://raw/night/%'.")
            @Size(min = 1, max = 1024) @Nullable String where,

            @JsonPropertyDescription("Frames to label at most; the gold comes on top. Default: 500.")
            @Min(1) @Max(10_000) @Nullable Integer limit,

            @JsonPropertyDescription("Chooses others of the same frames, and other gold. Default: 0.")
            @Min(0) @Max(1_000_000_000) @Nullable Long seed) {}

    /** What frames are labelled with. */
    @ValidationRule(
            value = "has(self.files)",
            message = "name the tool: files, for a folder in a bucket that any tool can read and write")
    public record Tool(
            @JsonPropertyDescription("A folder in a bucket: tasks go there, and masks come from there.") @Nullable Files files) {}

    /** A folder in a bucket. */
    public record Files(
            @JsonPropertyDescription("Bucket and prefix, for example s3://vision-labels/night/; ends with '/'. Each"
                    + " selection gets a folder of its own below it. The operator and its pods must be allowed to"
                    + " list, read and write there.")
            @Required
            @Size(max = 1024) @Pattern("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([^/?#]+/)*$") String uri) {}

    /** How well frames must be labelled. */
    public record Quality(
            @JsonPropertyDescription("Frames with known masks that are mixed in, and how well they must be met.")
            @Required
            Gold gold) {}

    /** Known-good frames. */
    @ValidationRule(
            value = "type(self.minAgreement) == int ? self.minAgreement >= 0 && self.minAgreement <= 1 :"
                    + " string(self.minAgreement).matches('" + Gate.PART + "')",
            message = "minAgreement is a part of 0 to 1 with at most four decimals, quoted, for example \"0.90\"; 90"
                    + " percent is \"0.90\"")
    public record Gold(
            @JsonPropertyDescription(
                    "How many are mixed in, in percent of the frames to label, rounded up. Default: 5.")
            @Min(1) @Max(100) @Nullable Integer percent,

            @JsonPropertyDescription("An SQL predicate that the labelled frames among which they are chosen fulfil."
                    + " Default: what select says.")
            @Size(min = 1, max = 1024) @Nullable String where,

            @JsonPropertyDescription("The least intersection over union that every class of theirs must reach over all"
                    + " gold frames together, 0 to 1, at most four decimals, quoted.")
            @Required
            IntOrString minAgreement) {}
}
