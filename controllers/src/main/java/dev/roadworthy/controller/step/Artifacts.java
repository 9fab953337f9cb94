package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;

/** An artifact as a status has it, and as documents have it. */
public final class Artifacts {

    private Artifacts() {}

    public static Artifact inStatus(ArtifactRef ref) {
        return new Artifact(ref.uri(), ref.digest().value(), ref.bytes());
    }

    public static ArtifactRef inDocument(Artifact artifact) {
        return new ArtifactRef(artifact.uri(), new Digest(artifact.digest()), artifact.bytes());
    }
}
