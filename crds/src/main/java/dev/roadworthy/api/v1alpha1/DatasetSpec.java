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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Dataset} is made of. */
@ValidationRule(
        value = "has(self.source) || (has(self.extends) && size(self.extends) > 0)",
        message = "a Dataset is made of recordings, of other Datasets, or of both; give source or extends")
@ValidationRule(
        value = "has(self.source) || !has(self.checks) || !(has(self.checks.corruptPercent)"
                + " || has(self.checks.labelMismatchPercent) || has(self.checks.unknownClassPercent)"
                + " || has(self.checks.emptyMaskPercent) || has(self.checks.clockJumpPercent)"
                + " || has(self.checks.sensors))",
        message = "without a source there are no recordings to check: of the checks only duplicatePercent,"
                + " nearDuplicatePercent, labelledPercent and framesPerSlice apply to rows of other Datasets")
@ValidationRule(
        value =
                "!has(self.source) || !has(self.source.labelValues) || self.source.labelValues.all(v, self.source.labelValues[v] in"
                        + " ['background', 'ignore'] || self.source.labelValues[v] in self.classes)",
        message = "source.labelValues gives a mask value a meaning that is not in classes; use a name from classes,"
                + " 'background' or 'ignore'")
public record DatasetSpec(
        @JsonPropertyDescription("What the data is, for people.") @Size(max = 1024) @Nullable String description,

        @JsonPropertyDescription("SPDX identifier of the licence of the data, for example CC-BY-4.0.")
        @Size(max = 128) @Nullable String license,

        @JsonPropertyDescription(
                "Where the recordings lie, and how they are laid out. Default: all frames come from" + " extends.")
        @Nullable Source source,

        @JsonProperty("extends")
        @JsonPropertyDescription("Datasets of this namespace whose frames are part of this one, each at the digest that"
                + " it has when this one is made. Their images are not read again.")
        @Size(max = 16) @Nullable List<ObjectRef> extended,

        @JsonPropertyDescription("AnnotationJobs of this namespace whose accepted labels are given to frames without a"
                + " mask, each at the digest that it has when this Dataset is made.")
        @Size(max = 16) @Nullable List<ObjectRef> labelsFrom,

        @JsonPropertyDescription("Names of the classes, in the order of a model's outputs. What belongs to none of them"
                + " is background.")
        @Required
        @Size(min = 1, max = 64) @ValidationRule(
                value = "self.all(c, c.matches('^[a-z][a-z0-9-]{0,62}$'))",
                message = "a class is a lower-case name: letters, digits and '-', at most 63 characters")
        @ValidationRule(
                value = "self.all(c, self.exists_one(d, c == d))",
                message = "a class is named twice; remove one of the two")
        @ValidationRule(
                value = "!('background' in self) && !('ignore' in self)",
                message = "'background' and 'ignore' are no classes; give mask values these meanings with"
                        + " source.labelValues")
        List<@Size(max = 63) String> classes,

        @JsonPropertyDescription("How rides are divided into train, validation and test. A ride never crosses a split,"
                + " and rides that are added later move no other ride. It holds for the rides of extends too.")
        @Required
        Split split,

        @JsonPropertyDescription("Named parts of the data, by which models are evaluated and frames are selected.")
        @Size(max = 32) @Nullable List<Slice> slices,

        @JsonPropertyDescription("Limits on what may be wrong with the recordings. A frame with a defect is always left"
                + " out; above its limit the whole Dataset is refused. Every limit that is not given is 0.")
        @Nullable Checks checks,

        @JsonPropertyDescription("CPU and memory of the pod that indexes the recordings; default: requests of 500m and"
                + " 512Mi, a memory limit of 2Gi.")
        @Nullable Resources resources) {

    /** Where the recordings lie. */
    public record Source(
            @JsonPropertyDescription("Bucket and prefix, for example s3://vision-raw/sidewalk/; ends with '/'.")
            @Required
            @Size(max = 1024) @Pattern("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([^/?#]+/)*$") String uri,

            @JsonPropertyDescription("RideLog: a folder a ride with ride.json, camera/, labels/, imu.csv and gps.csv."
                    + " LabelledFrames: frames/ and labels/ with equal paths, optionally attributes.csv.")
            @Required
            Layout layout,

            @JsonPropertyDescription("For LabelledFrames: a regular expression whose first match in a frame's path is"
                    + " its ride. Default: all before the first '/' or '_'.")
            @Size(max = 256) @Nullable String ridePattern,

            @JsonPropertyDescription("What the values of the masks mean: a value of 0 to 255 to a class, 'background'"
                    + " or 'ignore'. Default: 0 is background, n is the n-th class, 255 is ignored.")
            @Size(max = 256) @ValidationRule(
                    value = "self.all(v, v.matches('^(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])$'))",
                    message = "a mask value is a quoted whole number of 0 to 255, for example \"3\": road")
            @Nullable Map<String, @Size(max = 63) String> labelValues,

            @JsonPropertyDescription("Secret of this namespace with the keys accessKeyId and secretAccessKey, and"
                    + " optionally sessionToken, region and endpoint, that may list and read the bucket. Default:"
                    + " the identity with which the operator's pods reach the artifact store.")
            @Nullable SecretRef secretRef) {}

    /** How the recordings are laid out. */
    public enum Layout {
        RideLog,
        LabelledFrames
    }

    /** How rides are divided. */
    public record Split(
            @JsonPropertyDescription("Chooses another division of the same rides. Default: 0.")
            @Min(0) @Max(1_000_000_000) @Nullable Long seed,

            @JsonPropertyDescription("Percent of the rides in each split; together 100.") @Required
            Percent percent) {}

    /** Percent of the rides in each split. */
    @ValidationRule(
            value = "self.train + self.validation + self.test == 100",
            message = "train, validation and test must add up to 100 percent")
    public record Percent(
            @JsonPropertyDescription("Percent of the rides to train on.") @Required @Min(0) @Max(100) Integer train,

            @JsonPropertyDescription("Percent of the rides to choose between trainings with.")
            @Required
            @Min(0) @Max(100) Integer validation,

            @JsonPropertyDescription("Percent of the rides to judge models on.") @Required @Min(0) @Max(100) Integer test) {}

    /** A named part of the data. */
    public record Slice(
            @JsonPropertyDescription("Name of the slice, unique here.")
            @Required
            @Size(max = 63) @Pattern("^[a-z][a-z0-9-]*$") String name,

            @JsonPropertyDescription("An SQL predicate over the columns of the index, for example sun_elevation < -6"
                    + " or attributes['weather'] = 'rain'.")
            @Required
            @Size(min = 1, max = 1024) String where) {}

    /** Limits on defects. */
    public record Checks(
            @JsonPropertyDescription("Images that do not decode, of all images.") @Nullable MaxPercent corruptPercent,

            @JsonPropertyDescription("Masks that do not decode or are not of their frame's size, of all masks.")
            @Nullable MaxPercent labelMismatchPercent,

            @JsonPropertyDescription("Masks with a value that has no meaning here, of all masks.") @Nullable MaxPercent unknownClassPercent,

            @JsonPropertyDescription("Masks without a pixel of any class, of all masks.") @Nullable MaxPercent emptyMaskPercent,

            @JsonPropertyDescription("Images with the bytes of an image of an earlier ride, of all images.") @Nullable MaxPercent duplicatePercent,

            @JsonPropertyDescription("Frames of rides whose clock leaps or steps back, of all frames.") @Nullable MaxPercent clockJumpPercent,

            @JsonPropertyDescription("Pairs of frames of different rides that look the same, of all frames. Default:"
                    + " 100. Such a pair in two splits refuses the Dataset whatever stands here.")
            @Nullable MaxPercent nearDuplicatePercent,

            @JsonPropertyDescription("Frames that have a mask, of all frames in the index. Default: above 0.") @Nullable MinPercent labelledPercent,

            @JsonPropertyDescription("Frames that every slice has at least.") @Nullable MinCount framesPerSlice,

            @JsonPropertyDescription("Sensors that every frame needs. A sensor that is not named is not looked for.")
            @Nullable Sensors sensors) {}

    /** An upper limit. */
    @ValidationRule(value = DecimalPercent.MAX_RULE, message = DecimalPercent.MAX_MESSAGE)
    public record MaxPercent(
            @JsonPropertyDescription("Percent at most, 0 to 100, with at most two decimals; decimals are quoted.")
            @Required
            IntOrString max) {}

    /** A lower limit. */
    @ValidationRule(value = DecimalPercent.MIN_RULE, message = DecimalPercent.MIN_MESSAGE)
    public record MinPercent(
            @JsonPropertyDescription("Percent at least, 0 to 100, with at most two decimals; decimals are quoted.")
            @Required
            IntOrString min) {}

    /** A lower limit on a count. */
    public record MinCount(
            @JsonPropertyDescription("Frames at least.") @Required @Min(0) Long min) {}

    /** Sensors that a frame needs. */
    public record Sensors(
            @JsonPropertyDescription("Inertial measurement unit.") @Nullable Sensor imu,

            @JsonPropertyDescription("Satellite positioning.") @Nullable Sensor gps) {}

    /** What a sensor's stream must give. */
    public record Sensor(
            @JsonPropertyDescription("Samples a second at least, as the median over a ride.")
            @Required
            @Min(0) @Max(100_000) Integer minRateHz,

            @JsonPropertyDescription("Milliseconds between a frame and the nearest sample at most.")
            @Required
            @Min(0) @Max(60_000) Integer maxSkewMs,

            @JsonPropertyDescription("Frames without a sample in time, of all frames. Default: 0 percent.") @Nullable MaxPercent missingPercent) {}
}
