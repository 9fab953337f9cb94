package dev.roadworthy.bundle.release;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.contract.Digest;

/**
 * A file of a bundle.
 *
 * @param name its place
 * @param size in bytes; ustar has room for 8 GiB less one
 * @param digest of its content
 */
public record BundleFile(BundlePath name, long size, Digest digest) {

    /** The largest number in the size field of a ustar header: eleven octal digits. */
    public static final long MAX_SIZE = (1L << 33) - 1;

    public BundleFile {
        if (size < 0 || size > MAX_SIZE) {
            throw new IllegalArgumentException("'%s' has %d bytes; expected 0 to %d".formatted(name, size, MAX_SIZE));
        }
    }
}
