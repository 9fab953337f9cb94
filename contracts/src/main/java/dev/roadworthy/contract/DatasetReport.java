package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the step {@code index} found, in detail, for people: too large to be read by the operator.
 *
 * @param format {@value #FORMAT}
 * @param findings those of the manifest, with more examples; of a union also {@link #SPLIT_MOVED} and
 *     {@link #LABEL_UNUSED}
 * @param orphanedLabels masks without a frame, by path
 * @param classShares of each split
 * @param rides all, also those without a row
 */
public record DatasetReport(
        int format,
        List<DatasetManifest.Finding> findings,
        List<String> orphanedLabels,
        List<ClassShare> classShares,
        List<RideReport> rides) {

    public static final int FORMAT = 1;

    /** Frames that are in another split here than in the earlier dataset that they come from. */
    public static final String SPLIT_MOVED = "splitMoved";

    /** Labels whose image no frame has; examples name images. */
    public static final String LABEL_UNUSED = "labelUnused";

    /** How many examples a finding of the report names. */
    public static final int MAX_EXAMPLES = 1000;

    /**
     * How much of a split's masks is a class.
     *
     * @param split {@code train}, {@code validation} or {@code test}
     * @param meaning a class, {@link IndexRequest#BACKGROUND} or {@link IndexRequest#IGNORE}
     * @param pixels of it in the masks of the split
     * @param share of all pixels of these masks, 0 to 1
     */
    public record ClassShare(String split, String meaning, long pixels, double share) {}

    /**
     * What came of a ride.
     *
     * @param vehicle null where the layout does not tell
     * @param camera null where the layout does not tell
     * @param frames listed
     * @param kept rows of the index
     * @param defects frames that each defect kept out
     */
    public record RideReport(
            String ride,
            @Nullable String vehicle,
            @Nullable String camera,
            String split,
            long frames,
            long kept,
            Map<String, Long> defects) {}
}
