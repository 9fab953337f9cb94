package dev.roadworthy.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the step {@code evaluate} is asked to measure. Limits are not part of it: the step measures, the operator
 * compares.
 *
 * @param format {@value #FORMAT}
 * @param model the {@link ModelManifest}
 * @param baseline the model to compare with on the same frames; null for none
 * @param dataset the Dataset's digest
 * @param manifest its {@link DatasetManifest}, with the definitions of the slices
 * @param split the split that is judged on
 * @param slices names of the slices to measure beside the whole split
 * @param seed of the bootstrap
 * @param threads that one inference uses
 */
public record EvaluateRequest(
        int format,
        ArtifactRef model,
        @Nullable ArtifactRef baseline,
        Digest dataset,
        ArtifactRef manifest,
        String split,
        List<String> slices,
        long seed,
        int threads) {

    public static final int FORMAT = 1;
}
