package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of one frame.
 *
 * @param ride its name
 * @param image null where the image is corrupt
 * @param mask null where there is none to learn from
 * @param fault the first that applies, save {@code DUPLICATE}; null where none does
 */
record ScannedFrame(
        FrameRef ref,
        String ride,
        @Nullable ImageFacts image,
        @Nullable MaskFacts mask,
        Surroundings surroundings,
        @Nullable Fault fault) {

    /**
     * A decoded image.
     *
     * @param digest of the file
     * @param bytes of the file
     * @param width pixels
     * @param height pixels
     */
    record ImageFacts(Digest digest, long bytes, int width, int height, PerceptualHash looks) {}

    /**
     * A mask to learn from.
     *
     * @param digest of the file
     * @param bytes of the file
     * @param values the text of the column {@code label_values}
     * @param pixels see {@link MaskCheck.Outcome.Sound}
     */
    record MaskFacts(Digest digest, long bytes, String values, Map<String, Long> pixels) {}
}
