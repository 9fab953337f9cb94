package dev.roadworthy.bundle;

/**
 * How much a reader takes before it knows who wrote it. A size is compared before a byte of it is read.
 *
 * @param releaseBytes of {@code release.json}
 * @param signatureBytes of {@code model.sig}
 * @param bundleBytes of the whole archive
 */
public record Limits(int releaseBytes, int signatureBytes, long bundleBytes) {

    /** 1 MiB each for the two signed documents (some 3,000 files), 4 GiB for the bundle. */
    public static final Limits DEFAULT = new Limits(1 << 20, 1 << 20, 4L << 30);
}
