package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an {@link AnnotationJob}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnotationJobStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable Long observedGeneration,

        @JsonPropertyDescription(
                "sha256 of all that can change which frames are laid out. The same hash is never laid" + " out again.")
        @Nullable String inputHash,

        @JsonPropertyDescription("The Job that works, or worked last, for this input.") @Nullable String job,

        @JsonPropertyDescription("The Dataset as it was when frames were chosen.") @Nullable PinnedDataset dataset,

        @JsonPropertyDescription("The frames that were laid out, and how far they are labelled.") @Nullable Tasks tasks,

        @JsonPropertyDescription("The hand-in that was taken in last, told by the object done.") @Nullable String handIn,

        @JsonPropertyDescription("What that hand-in held: faults, and how well gold was met, JSON.") @Nullable Artifact review,

        @JsonPropertyDescription("How well each class of the gold was met.") @Nullable List<Agreement> agreement,

        @JsonPropertyDescription("The labels that were accepted. Whoever uses them pins their digest.") @Nullable Labels labels,

        @JsonPropertyDescription("Ready, Reconciling, Stalled, ActionRequired and QualityAccepted.") @Nullable List<Condition> conditions)
        implements RoadworthyStatus {

    /** What was laid out. */
    public record Tasks(
            @JsonPropertyDescription("The folder with tasks.json.") @Required
            String folder,

            @JsonPropertyDescription("What the selection came to, JSON.") @Required
            Artifact selection,

            @JsonPropertyDescription("Frames that were laid out, gold among them.") @Required
            Integer total,

            @JsonPropertyDescription("Masks that lie in the folder.") @Required
            Integer labelled) {}

    /** How well a class of the gold was met. */
    public record Agreement(
            @JsonPropertyDescription("The class.") @Required String name,

            @JsonPropertyDescription(
                    "Intersection over union over all gold frames, 0 to 1, four decimals, rounded" + " down.")
            @Required
            String iou,

            @JsonPropertyDescription("The limit, for example min 0.90.") @Required
            String limit,

            @JsonPropertyDescription("Passed or Failed.") @Required
            Result result) {}

    /** Whether a limit holds. */
    public enum Result {
        Passed,
        Failed
    }

    /** Labels that were accepted. */
    public record Labels(
            @JsonPropertyDescription("The snapshot: which mask each image has, JSON.") @Required
            Artifact snapshot,

            @JsonPropertyDescription("Masks in it.") @Required
            Integer count,

            @JsonPropertyDescription("Frames that could not be told: their masks ignore every pixel.") @Required
            Integer skipped) {}
}
