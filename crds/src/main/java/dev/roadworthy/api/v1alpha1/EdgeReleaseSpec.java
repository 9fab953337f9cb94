package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model an {@link EdgeRelease} releases, on what evidence, for which vehicles, and who approved it. */
public record EdgeReleaseSpec(
        @JsonPropertyDescription("The TrainingRun whose model is released.") @Required
        ObjectRef modelRef,

        @JsonPropertyDescription("The Evaluations of that model that must have passed, all of them.")
        @Required
        @Size(max = 16) @ValidationRule(
                value = "size(self) > 0",
                message = "a model that nobody has evaluated is not released: name an Evaluation of it that passed")
        @ValidationRule(
                value = "self.all(e, self.exists_one(f, f.name == e.name))",
                message = "an Evaluation is named twice; remove one of the two")
        List<ObjectRef> evaluationRefs,

        @JsonPropertyDescription("The model line, for example sidewalk-detector: vehicles that run a line take releases"
                + " of that line alone. Releases of a line are counted, and a vehicle never goes back in the count.")
        @Required
        @Size(max = 63) @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
                message = "line has lower-case letters, digits and hyphens, and begins and ends with a letter or digit,"
                        + " for example sidewalk-detector")
        String line,

        @JsonPropertyDescription("The version for people, semantic, for example 1.4.0.")
        @Required
        @Size(max = 64) @ValidationRule(
                value = "self.matches('^(0|[1-9][0-9]{0,8})[.](0|[1-9][0-9]{0,8})[.](0|[1-9][0-9]{0,8})"
                        + "(-[0-9A-Za-z-]+([.][0-9A-Za-z-]+)*)?([+][0-9A-Za-z-]+([.][0-9A-Za-z-]+)*)?$')",
                message = "version is a semantic version, for example 1.4.0 or 2.0.0-rc.1")
        String version,

        @JsonPropertyDescription("What the model needs of a vehicle. A vehicle that lacks it does not install it.")
        @Required
        Compatibility compatibility,

        @JsonPropertyDescription("The approval. Without it nothing is signed.") @Nullable Approval approval) {

    /** What a model needs of a vehicle. */
    public record Compatibility(
            @JsonPropertyDescription("Names of the hardware that it was evaluated for, as vehicles call themselves.")
            @Required
            @Size(max = 32) @ValidationRule(
                    value = "size(self) > 0",
                    message = "name the hardware that the model may be installed on, for example [scooter-g3]")
            List<@Size(max = 63) @Pattern("^[A-Za-z0-9][A-Za-z0-9._-]*$") String> hardware,

            @JsonPropertyDescription(
                    "Versions of ONNX Runtime that run it: comparisons with a space between, all of which"
                            + " hold, for example '>=1.17 <2'.")
            @Required
            @Size(max = 64) @ValidationRule(
                    value =
                            "self.matches('^(>=|<=|>|<|=)[0-9]+([.][0-9]+){0,2}( (>=|<=|>|<|=)[0-9]+([.][0-9]+){0,2})*$')",
                    message = "onnxRuntime is comparisons with one space between, for example '>=1.17' or '>=1.17 <2'")
            String onnxRuntime,

            @JsonPropertyDescription("MiB that a vehicle's model store has free before it installs. Default: 0.")
            @Min(0) @Max(1_048_576) @Nullable Integer minFreeMiB) {}

    /** An approval. */
    public record Approval(
            @JsonPropertyDescription(
                    "The candidate that is approved: status.candidate, as it was when somebody looked at it."
                            + " If model, evaluations, their gates or the compatibility change, the candidate does, and this"
                            + " approves nothing.")
            @Required
            @Size(max = 71) @ValidationRule(
                    value = "self.matches('^sha256:[0-9a-f]{64}$')",
                    message = "digest is status.candidate in full: sha256:<64 hex digits>")
            String digest) {}
}
