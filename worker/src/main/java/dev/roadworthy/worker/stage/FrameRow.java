package dev.roadworthy.worker.stage;

import dev.roadworthy.contract.Digest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the index, as far as staging needs it.
 *
 * @param frame its id
 * @param image the file
 * @param width pixels
 * @param height pixels
 * @param label null where the frame is not labelled
 * @param slices names of the selected slices that it is in
 */
public record FrameRow(
        String frame,
        Original image,
        int width,
        int height,
        String ride,
        String split,
        @Nullable Label label,
        Set<String> slices) {

    public FrameRow {
        slices = Set.copyOf(slices);
    }

    /** A file at the source, and what its bytes must be. */
    public record Original(String uri, Digest digest) {}

    /**
     * A mask at the source.
     *
     * @param values what its values mean: JSON, value → class, {@code background} or {@code ignore}
     */
    public record Label(Original mask, String values) {}
}
