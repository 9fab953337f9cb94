package dev.roadworthy.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the step {@code collect}: the document of its result.
 *
 * @param format {@value #FORMAT}
 * @param tasks that were laid out
 * @param skipped tasks whose mask is of {@link IndexRequest#IGNORE} alone: whoever labels could not tell
 * @param faults masks that cannot be used, by what is wrong, only those found; examples are {@code task (frame): what}
 * @param strays objects in the folder of masks that belong to no task
 * @param agreement of the gold with what is known, by class, in the order of the classes; without those that occur in
 *     neither
 * @param labels the {@link LabelSnapshot}, without gold; null where there are faults or nothing is labelled
 * @param labelled masks in it
 * @param labellers who drew the masks, by pseudonym; null where the folder does not say
 */
public record CollectResult(
        int format,
        int tasks,
        int skipped,
        List<DatasetManifest.Finding> faults,
        DatasetManifest.Finding strays,
        List<ClassAgreement> agreement,
        @Nullable ArtifactRef labels,
        int labelled,
        @Nullable List<Labeller> labellers) {

    public static final int FORMAT = 1;

    /** The finding of tasks without a mask. The others have the names of {@link Defect}s. */
    public static final String MISSING = "missing";

    /** The finding of what is wrong with {@link TaskLabellers}. */
    public static final String LABELLERS = "labellers";

    /** The finding of objects that belong to no task. */
    public static final String STRAY = "stray";

    /**
     * Who drew masks.
     *
     * @param pseudonym by which only whoever gave it knows a person
     * @param masks that can be used, gold and those that tell nothing among them
     * @param gold masks of gold frames among them
     * @param intersection pixels of a class that the gold masks have right, over all classes; with {@code union} an IoU
     * @param union pixels that the known mask or the drawn one gives to a class, counted once for each of them where they differ
     */
    public record Labeller(String pseudonym, int masks, int gold, long intersection, long union) {}

    /**
     * How well a class was labelled: {@code intersection / union} is its IoU over all gold frames together. Pixels that
     * the known mask ignores are in neither.
     *
     * @param name the class
     * @param intersection pixels that both masks give the class
     * @param union pixels that one of them gives the class; above 0
     * @param worst gold frames with the lowest IoU of the class, lowest first, at most
     *     {@value DatasetManifest#MAX_EXAMPLES}: {@code task (frame): IoU}; without those of IoU 1
     */
    public record ClassAgreement(String name, long intersection, long union, List<String> worst) {}
}
