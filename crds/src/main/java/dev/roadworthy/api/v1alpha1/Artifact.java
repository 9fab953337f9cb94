package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** An immutable object in the artifact store. */
public record Artifact(
        @JsonPropertyDescription("Where it lies.") String uri,
        @JsonPropertyDescription("sha256 of its bytes.") String digest,
        @JsonPropertyDescription("Its size in bytes.") Long bytes) {}
