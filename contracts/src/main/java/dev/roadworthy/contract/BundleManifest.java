package dev.roadworthy.contract;

/**
 * What the step {@code pack} made: the document of its result.
 *
 * @param format {@value #FORMAT}
 * @param bundle the archive
 * @param release digest of the signed bytes of its release statement
 */
public record BundleManifest(int format, ArtifactRef bundle, Digest release) {

    public static final int FORMAT = 1;
}
