package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.roadworthy.api.v1alpha1.DatasetSpec.MaxPercent;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
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

        @JsonPropertyDescription("The approval. Without it nothing is signed.") @Nullable Approval approval,

        @JsonPropertyDescription(
                "How the bundle comes to the vehicles of the line, wave by wave. Without it the release ends"
                        + " as a bundle in the store.")
        @Nullable Rollout rollout) {

    /** How a release comes to vehicles. */
    public record Rollout(
            @JsonPropertyDescription(
                    "While true nothing new is offered and no wave begins. What a vehicle has begun goes on."
                            + " Default: false.")
            @Nullable Boolean paused,

            @JsonPropertyDescription(
                    "True ends the rollout: nothing is offered, and vehicles that run the release go back to"
                            + " the one that they had. It stays so; release another version to go on. Default: false.")
            @Nullable Boolean aborted,

            @JsonPropertyDescription(
                    "Growing parts of the fleet. A wave begins when the one before it has been healthy for"
                            + " its soak.")
            @Required
            @Size(min = 1, max = 16) @ValidationRule(
                    value = "self.all(w, self.exists_one(v, v.name == w.name))",
                    message = "two waves have the same name; rename one of the two")
            @ValidationRule(
                    value = "self.map(w, w.percent).isSorted()",
                    message = "a wave is smaller than one before it: waves grow, for example 5, 20 and 100 percent")
            List<Wave> waves,

            @JsonPropertyDescription("When a wave counts as healthy. Default: no vehicle fails.") @Nullable Health health) {}

    /** A part of the fleet. */
    public record Wave(
            @JsonPropertyDescription("For people, for example canary.")
            @Required
            @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

            @JsonPropertyDescription(
                    "Percent of the line's vehicles, those of the waves before it included. A vehicle is"
                            + " always in the same part.")
            @Required
            @Min(1) @Max(100) Integer percent,

            @JsonPropertyDescription(
                    "How long the wave stays healthy before the next one begins, for example 30s, 30m or"
                            + " 24h. Default: 0s.")
            @Size(max = 8) @ValidationRule(
                    value = "self.matches('^(0|[1-9][0-9]{0,5})[smh]$')",
                    message = "soak is a whole number of hours, minutes or seconds, for example 24h, 30m or 30s")
            @Nullable String soak) {}

    /** When a wave counts as healthy. A breach ends the rollout and brings every vehicle back to the release that it had. */
    public record Health(
            @JsonPropertyDescription("With fewer vehicles whose outcome is known nothing is concluded. Default: 1.")
            @Min(1) @Max(1_000_000) @Nullable Integer minVehicles,

            @JsonPropertyDescription(
                    "From the offer until a vehicle must report that it runs the release, for example 30m."
                            + " Silence counts as a failure then. Default: 1h.")
            @Size(max = 8) @ValidationRule(
                    value = "self.matches('^[1-9][0-9]{0,5}[smh]$')",
                    message =
                            "verifyTimeout is a whole number of hours, minutes or seconds, for example 2h, 30m or 90s")
            @Nullable String verifyTimeout,

            @JsonPropertyDescription("Vehicles that fail, of those that were offered the release. Default: 0 percent.")
            @Nullable MaxPercent failedPercent,

            @JsonPropertyDescription(
                    "The 95th percentile over the vehicles of what each measures as the 95th percentile of"
                            + " its inferences. Default: no limit.")
            @Nullable MaxMilliseconds latencyMsP95) {}

    /** The largest time that is allowed. */
    public record MaxMilliseconds(
            @JsonPropertyDescription("Milliseconds at most, above 0, with at most three decimals; decimals are quoted.")
            @Required
            @ValidationRule(
                    value =
                            "type(self) == int ? self > 0 && self <= 3600000 :"
                                    + " string(self).matches('^(0|[1-9][0-9]{0,6})([.][0-9]{1,3})?$') && double(string(self)) > 0.0",
                    message =
                            "max is a time above 0 in milliseconds with at most three decimals, for example 40 or \"12.5\"")
            IntOrString max) {}

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

    /** An approval, and what it takes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(
            @JsonPropertyDescription(
                    "The candidate that is approved: status.candidate, as it was when somebody looked at it. Where a"
                            + " Git host is configured, merging the operator's pull request sets it. If model, evaluations, their"
                            + " gates or the compatibility change, the candidate does, and this approves nothing.")
            @Nullable @Size(max = 71) @ValidationRule(
                    value = "self.matches('^sha256:[0-9a-f]{64}$')",
                    message = "digest is status.candidate in full: sha256:<64 hex digits>")
            String digest,

            @JsonPropertyDescription(
                    "How many reviewers must have approved the pull request, each on its last commit. Its author is"
                            + " none of them. 0: merging it is enough. Only where a Git host is configured. Default: 1.")
            @Min(0) @Max(16) @Nullable Integer required,

            @JsonPropertyDescription(
                    "Users of the Git host whose approvals count, beside those of teams. Default: whoever may approve"
                            + " there, unless teams are named.")
            @Nullable @Size(min = 1, max = 32) List<@Size(min = 1, max = 255) String> approvers,

            @JsonPropertyDescription(
                    "Teams of the Git host whose members' approvals count, beside those of approvers, for example"
                            + " vision/perception: organisation and team, at GitLab the full path of a group. Who is a member is"
                            + " read when the pull request is merged. Default: none.")
            @Nullable @Size(min = 1, max = 16) List<
                            @Size(min = 1, max = 255) @Pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$") String>
                    teams,

            @JsonPropertyDescription(
                    "True: the commit that brings the approval into the branch must have a signature that the Git host"
                            + " verifies. Only where a Git host is configured. Default: false.")
            @Nullable Boolean requireSignedCommit) {}
}
