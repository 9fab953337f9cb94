package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Dataset as it was when it was referred to: enough to work with it after it has changed or is gone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PinnedDataset(
        @JsonPropertyDescription("Name of the Dataset.") @Required
        String name,

        @JsonPropertyDescription("Its digest then.") @Required
        String digest,

        @JsonPropertyDescription("The manifest of that digest.") @Required
        Artifact manifest,

        @JsonPropertyDescription("Its classes then, in the order of a model's outputs.") @Required
        List<String> classes,

        @JsonPropertyDescription("The Secret that lets its source be read.") @Nullable String sourceSecret) {}
