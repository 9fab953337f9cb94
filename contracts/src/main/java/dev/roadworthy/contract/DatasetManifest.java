package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;

/**
 * What the step {@code index} found: the document of its result.
 *
 * @param format {@value #FORMAT}
 * @param digest of the dataset: over its rows, without the places where they lie
 * @param index Parquet, one row a frame; its columns are described in {@code docs/dataset-index.md}
 * @param report a {@link DatasetReport}
 * @param classes as in the request
 * @param slices as in the request
 * @param frames rows of the index
 * @param labelled rows that have a mask
 * @param bytes of all images and masks
 * @param rides that have a row
 * @param splits rows and rides of each split
 * @param framesBySlice rows of each slice
 * @param defects what was found and left out, for every defect that was looked for
 * @param nearDuplicates frames that look like a frame of another ride; its examples are pairs
 * @param leaks those of them that look like a frame of another split
 */
public record DatasetManifest(
        int format,
        Digest digest,
        ArtifactRef index,
        ArtifactRef report,
        List<String> classes,
        List<IndexRequest.Slice> slices,
        long frames,
        long labelled,
        long bytes,
        long rides,
        List<SplitCount> splits,
        Map<String, Long> framesBySlice,
        List<Finding> defects,
        Finding nearDuplicates,
        Finding leaks) {

    public static final int FORMAT = 1;

    /** How many examples a finding names. */
    public static final int MAX_EXAMPLES = 5;

    /**
     * The size of a split.
     *
     * @param name {@code train}, {@code validation} or {@code test}
     * @param frames rows in it
     * @param rides rides in it
     */
    public record SplitCount(String name, long frames, long rides) {}

    /**
     * How often something was found, and where first.
     *
     * @param name the defect's {@link Defect#id()}, {@code nearDuplicate} or {@code leak}
     * @param count frames that have it
     * @param of frames that could have it
     * @param examples the first of them by name with what shows it, {@code frame: what}, at most {@value #MAX_EXAMPLES}
     *     in a manifest
     */
    public record Finding(String name, long count, long of, List<String> examples) {}
}
