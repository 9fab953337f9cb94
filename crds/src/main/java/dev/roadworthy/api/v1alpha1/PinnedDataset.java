package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** A Dataset as it was when it was referred to: enough to work with it after it has changed or is gone. */
public record PinnedDataset(
        @JsonPropertyDescription("Name of the Dataset.") @Required
        String name,

        @JsonPropertyDescription("Its digest then.") @Required
        String digest,

        @JsonPropertyDescription("The manifest of that digest.") @Required
        Artifact manifest,

        @JsonPropertyDescription("Its classes then, in the order of a model's outputs.") @Required
        List<String> classes) {}
