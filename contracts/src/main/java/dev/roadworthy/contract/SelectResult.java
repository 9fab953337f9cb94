package dev.roadworthy.contract;

/**
 * What came of the step {@code select}: the document of its result.
 *
 * @param format {@value #FORMAT}
 * @param sheet the {@link TaskSheet}
 * @param tasks frames that were laid out, with the gold
 * @param gold those of them whose masks are known
 * @param candidates frames without a mask that the selection holds, before its limit
 */
public record SelectResult(int format, ArtifactRef sheet, int tasks, int gold, long candidates) {

    public static final int FORMAT = 1;
}
