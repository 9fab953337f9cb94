package dev.roadworthy.worker.index;

import dev.roadworthy.worker.store.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it was listed.
 *
 * @param frame its id, unique in the dataset
 * @param capturedAt nanoseconds since 1970-01-01T00:00:00Z; null where the layout does not tell
 * @param label its mask; null where it has none
 */
record FrameRef(
        String frame,
        @Nullable Long capturedAt,
        StoredObject image,
        @Nullable StoredObject label) {}
