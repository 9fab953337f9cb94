package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link TrainingRun}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingRunStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("sha256 of all that can change the result. The same hash is never trained again.")
        @Nullable String inputHash,

        @JsonPropertyDescription("1 for the first input hash, one more for each further one.") @Nullable Integer attempt,

        @JsonPropertyDescription("The Job that trains, or trained, this input. None where the model was known already.")
        @Nullable String job,

        @JsonPropertyDescription("The Dataset as this attempt uses it, whatever becomes of it later.") @Nullable PinnedDataset dataset,

        @JsonPropertyDescription("Seconds that trainers ran, of all attempts, times the GPUs that each asked for.")
        @Nullable Long gpuSeconds,

        @JsonPropertyDescription("The model of this attempt.") @Nullable Model model,

        @JsonPropertyDescription("What the model is made of.") @Nullable Lineage lineage,

        @JsonPropertyDescription("The last 10 attempts, this one included, oldest first.") @Nullable List<Attempt> history,

        @JsonPropertyDescription("Ready, Reconciling, Stalled and Current.") @Nullable List<Condition> conditions)
        implements RoadworthyStatus {

    /** A trained model. */
    public record Model(
            @JsonPropertyDescription("Where its manifest lies, which names all its files by their digests.") @Required
            String uri,

            @JsonPropertyDescription("sha256 of the manifest. Whoever uses this model pins it.") @Required
            String digest,

            @JsonPropertyDescription("Bytes of the manifest.") @Required
            Long manifestBytes,

            @JsonPropertyDescription("Bytes of all its files.") @Required
            Long bytes,

            @JsonPropertyDescription("Version of its ONNX operator set.") @Required
            Long opset) {}

    /** What a model is made of. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lineage(
            @JsonPropertyDescription("Digest of the Dataset.") @Required
            String dataset,

            @JsonPropertyDescription("Digest of the trainer's image.") @Required
            String image,

            @JsonPropertyDescription("Commit of the code, as declared.") @Nullable String commit,

            @JsonPropertyDescription("sha256 of the file of parameters.") @Required
            String parameters) {}

    /** What became of one input. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            @JsonPropertyDescription("Its number.") @Required
            Integer attempt,

            @JsonPropertyDescription("sha256 of its input.") @Required
            String inputHash,

            @JsonPropertyDescription("Its last Job.") @Nullable String job,

            @JsonPropertyDescription("What it came to: Open, Stopped, Trained, Rejected or Failed.") @Required
            Outcome outcome,

            @JsonPropertyDescription("Why it has no model, as one CamelCase word.") @Nullable String reason,

            @JsonPropertyDescription("Why it has no model, as a sentence.") @Nullable String message,

            @JsonPropertyDescription("Its part of gpuSeconds.") @Required
            Long gpuSeconds,

            @JsonPropertyDescription("Its model.") @Nullable Model model) {}

    /** What an attempt came to. */
    public enum Outcome {
        /** It is under way. */
        Open,
        /** The spec changed before its end. */
        Stopped,
        /** It has a model. */
        Trained,
        /** Its input is wrong; it is never tried again. */
        Rejected,
        /** Its means (memory, time, tries) did not suffice; a changed spec tries it again. */
        Failed
    }
}
