package dev.roadworthy.worker.stage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A frame whose verified files lie in the folder.
 *
 * @param row of the index
 * @param image absolute path
 * @param label absolute path of the canonical mask; null where the frame is not labelled
 */
public record StagedFrame(
        FrameRow row, Path image, @Nullable Path label) {}
