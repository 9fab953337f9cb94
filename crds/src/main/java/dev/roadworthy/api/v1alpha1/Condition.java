package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One aspect of an object's state, in the form of {@code meta/v1} conditions. */
public record Condition(
        @JsonPropertyDescription("Which aspect, for example Ready.")
        @Required
        @Size(max = 63) @Pattern("^[A-Z][A-Za-z]*$") String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required
        Status status,

        @JsonPropertyDescription("Why, as one CamelCase word of a closed set.")
        @Required
        @Size(min = 1, max = 128) @Pattern("^[A-Z][A-Za-z]*$") String reason,

        @JsonPropertyDescription("Why, as a sentence that says who must do what.") @Required @Size(max = 4096) String message,

        @JsonPropertyDescription("When status last changed, RFC 3339.") @Required @Size(max = 64) String lastTransitionTime,

        @JsonPropertyDescription("The metadata.generation that this was said of.") @Required @Min(0) Long observedGeneration) {

    /** Whether the aspect holds. */
    public enum Status {
        True,
        False,
        Unknown
    }
}
