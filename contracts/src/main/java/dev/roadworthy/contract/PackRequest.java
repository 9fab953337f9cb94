package dev.roadworthy.contract;

/**
 * What the step {@code pack} is asked to do: lay a signed release and its model into one bundle.
 *
 * @param format {@value #FORMAT}
 * @param model the {@link ModelManifest}
 * @param modelSignature {@code model.sig}
 * @param release {@code release.json}; it lists every other file of the bundle
 * @param releaseKey the public key that verifies the release, PEM. It is no secret, and the step trusts no other
 */
public record PackRequest(
        int format, ArtifactRef model, ArtifactRef modelSignature, ArtifactRef release, String releaseKey) {

    public static final int FORMAT = 1;
}
