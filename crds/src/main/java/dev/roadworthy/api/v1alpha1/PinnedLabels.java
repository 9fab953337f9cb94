package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The labels of an {@link AnnotationJob} as they were when they were referred to. */
public record PinnedLabels(
        @JsonPropertyDescription("Name of the AnnotationJob.") @Required
        String name,

        @JsonPropertyDescription("Its labels then.") @Required
        Artifact snapshot) {}
