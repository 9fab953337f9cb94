package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A TrainingRun's model as it was when it was referred to: enough to work with it after the run has changed or is gone. */
public record PinnedModel(
        @JsonPropertyDescription("Name of the TrainingRun.") @Required
        String name,

        @JsonPropertyDescription("Digest of its model then.") @Required
        String digest,

        @JsonPropertyDescription("The manifest of that model.") @Required
        Artifact manifest) {}
