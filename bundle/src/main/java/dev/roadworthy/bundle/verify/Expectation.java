package dev.roadworthy.bundle.verify;

import dev.roadworthy.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What others have said about a bundle before it came.
 *
 * @param payload digest of the release's signed bytes, from a channel document; or null
 * @param bundle digest of the archive, from the assignment; or null
 */
public record Expectation(
        @Nullable Digest payload, @Nullable Digest bundle) {

    /** Nothing was said. */
    public static final Expectation NONE = new Expectation(null, null);
}
