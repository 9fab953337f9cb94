package dev.roadworthy.contract;

/**
 * What came of the step {@code evaluate}: the document of its result. What was measured and how fast are apart, since the
 * first is the same whenever the inputs and the seed are, and the second never is.
 *
 * @param format {@value #FORMAT}
 * @param report a {@link MetricReport}
 * @param timing a {@link MetricReport.Timing}
 */
public record EvaluateResult(int format, ArtifactRef report, ArtifactRef timing) {

    public static final int FORMAT = 1;
}
