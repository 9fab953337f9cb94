package dev.roadworthy.contract;

import org.jspecify.annotations.Nullable;

/**
 * What the step {@code select} is asked to do: choose frames of a dataset and lay them out for whoever labels them.
 *
 * @param format {@value #FORMAT}; raised when the same request would give other tasks
 * @param dataset the Dataset's digest
 * @param manifest its {@link DatasetManifest}, with the definitions of its slices
 * @param slice of the dataset that frames are in; null for all
 * @param where an SQL predicate over the columns of the index that frames fulfil; null for all
 * @param limit frames to label at most, without the gold; at least 1
 * @param seed which of them, and which gold
 * @param gold frames with known masks that are mixed in; null for none
 * @param folder where the tasks go: {@code s3://bucket/prefix/}, see {@link TaskList}
 */
public record SelectRequest(
        int format,
        Digest dataset,
        ArtifactRef manifest,
        @Nullable String slice,
        @Nullable String where,
        int limit,
        long seed,
        @Nullable Gold gold,
        String folder) {

    public static final int FORMAT = 1;

    /**
     * Which frames with known masks are mixed in.
     *
     * @param percent of the frames to label, rounded up; 1 to 100
     * @param where an SQL predicate that they fulfil; null where they fulfil what the frames to label do
     */
    public record Gold(int percent, @Nullable String where) {}
}
