package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link TrainingRun} trains, on what, and by what means. */
public record TrainingRunSpec(
        @JsonPropertyDescription("The Dataset to learn from. Its digest is pinned before anything runs.") @Required
        ObjectRef datasetRef,

        @JsonPropertyDescription("Where the code in the image comes from. It is recorded, not fetched.") @Nullable Code code,

        @JsonPropertyDescription(
                "The trainer's image, by digest: a tag can move, and then a run could not be repeated.")
        @Required
        @Size(max = 512) @ValidationRule(
                value = "self.matches('^[^@[:space:]]+@sha256:[0-9a-f]{64}$')",
                message = "image must be pinned by its digest, since a tag can move: write name@sha256:<64 hex digits>;"
                        + " 'docker buildx imagetools inspect NAME:TAG' shows it")
        String image,

        @JsonPropertyDescription("What the container runs. Default: the image's own entry point.")
        @Size(max = 64) @Nullable List<@Size(max = 4096) String> command,

        @JsonPropertyDescription("What the trainer is told; it gets them as a file and as PARAM_ variables.")
        @Size(max = 64) @ValidationRule(
                value = "self.all(p, p.matches('^[a-z][A-Za-z0-9]{0,62}$'))",
                message = "a parameter's name has ASCII letters and digits, at most 63, and begins with a lower-case"
                        + " letter, for example learningRate")
        @Nullable Map<String, @Size(max = 1024) String> parameters,

        @JsonPropertyDescription("Where all random numbers of the training come from. Default: 0.") @Min(0) @Nullable Long seed,

        @JsonPropertyDescription("What the trainer's container asks for, for example limits of nvidia.com/gpu: 1 and"
                + " memory: 32Gi. Default: requests of 500m and 512Mi, a memory limit of 2Gi.")
        @Nullable Resources resources,

        @JsonPropertyDescription("Labels of the nodes that may run it.") @Size(max = 16) @Nullable Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Taints that it stands.") @Size(max = 16) @Nullable List<Toleration> tolerations,

        @JsonPropertyDescription("RuntimeClass of the pod, for example nvidia.")
        @Size(max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String runtimeClassName,

        @JsonPropertyDescription("What becomes of a container that fails.") @Nullable FailurePolicy failurePolicy,

        @JsonPropertyDescription("How long one Job may take with all its tries, waiting for a node included, for"
                + " example 90m or 12h. Default: 24h.")
        @Size(max = 8) @ValidationRule(
                value = "self.matches('^[1-9][0-9]{0,5}[smh]$')",
                message = "deadline is a whole number of hours, minutes or seconds, for example 12h, 90m or 30s")
        @Nullable String deadline) {

    /** Where code comes from. */
    public record Code(
            @JsonPropertyDescription("The Git repository, for example https://github.com/acme/trainer.")
            @Required
            @Size(min = 1, max = 1024) String repository,

            @JsonPropertyDescription("The commit that the image was built from.")
            @Required
            @Size(max = 64) @ValidationRule(
                    value = "self.matches('^([0-9a-f]{40}|[0-9a-f]{64})$')",
                    message = "commit is the whole hash, 40 or 64 lower-case hex digits: a branch or a short hash can"
                            + " come to mean something else")
            String commit) {}

    /** What becomes of a container that fails. A disruption of its node is no failure. */
    public record FailurePolicy(
            @JsonPropertyDescription("Exit codes of the trainer that the same input would meet again. 42 always is one."
                    + " Default: 42.")
            @Size(max = 32) @ValidationRule(
                    value = "self.all(c, c >= 1 && c <= 255)",
                    message = "an exit code that is not tried again is a number of 1 to 255")
            @Nullable List<Integer> nonRetriableExitCodes,

            @JsonPropertyDescription("How often a container that failed otherwise is tried again. Default: 3.")
            @Min(0) @Max(100) @Nullable Integer retries) {}
}
