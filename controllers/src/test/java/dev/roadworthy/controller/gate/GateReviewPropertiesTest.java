package dev.roadworthy.controller.gate;

import static dev.roadworthy.controller.gate.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds of gates whatever was measured. */
class GateReviewPropertiesTest {

    private static final List<String> SLICES = List.of("night", "rain");

    @Property
    void itPassesOnlyWhereEachGateDoes(
            @ForAll @DoubleRange(max = 1) double whole,
            @ForAll @DoubleRange(max = 1) double night,
            @ForAll @IntRange(max = 60) int frames,
            @ForAll @IntRange(max = 10_000) int limit) {
        GateReview review = GateReview.of(
                List.of(minimum(null, limit), minimum(Gate.EVERY_SLICE, limit)),
                SLICES,
                measured(whole, 100, night, frames));

        assertThat(review.verdict() == Verdict.Passed)
                .isEqualTo(review.gates().stream().allMatch(gate -> gate.result() == Verdict.Passed));
        assertThat(review.verdict() == Verdict.Passed)
                .isEqualTo(review.failed().isEmpty() && review.undecided().isEmpty());
    }

    @Property
    void tooFewSamplesNeverPassAndNeverFail(
            @ForAll @DoubleRange(max = 1) double value,
            @ForAll @IntRange(max = 29) int frames,
            @ForAll @IntRange(max = 10_000) int limit) {
        assertThat(judge(value, frames, limit).result()).isEqualTo(Verdict.Inconclusive);
    }

    @Property
    void aHigherLimitNeverHelps(@ForAll @DoubleRange(max = 1) double value, @ForAll @IntRange(max = 9_999) int limit) {
        if (judge(value, 100, limit + 1).result() == Verdict.Passed) {
            assertThat(judge(value, 100, limit).result()).isEqualTo(Verdict.Passed);
        }
    }

    @Property
    void theResultIsThatOfTheNumbersThatAReaderSees(
            @ForAll @DoubleRange(max = 1) double value, @ForAll @IntRange(max = 10_000) int limit) {
        JudgedGate judged = judge(value, 100, limit);

        boolean keeps = new BigDecimal(judged.value()).compareTo(decimal(limit)) >= 0;
        assertThat(judged.result()).isEqualTo(keeps ? Verdict.Passed : Verdict.Failed);
        assertThat(judged.limit()).isEqualTo("min " + decimal(limit).toPlainString());
    }

    private static JudgedGate judge(double value, long frames, int limit) {
        return GateReview.of(List.of(minimum(null, limit)), SLICES, measured(value, frames, value, 100))
                .gates()
                .getFirst();
    }

    private static MetricReport measured(double whole, long frames, double night, long nightFrames) {
        return report(
                Reports.meanIoU(null, whole, frames),
                Reports.meanIoU("night", night, nightFrames),
                Reports.meanIoU("rain", whole, 100));
    }

    private static Gate minimum(String slice, int limit) {
        return new Gate(
                Gate.Metric.meanIoU, null, slice, new IntOrString(decimal(limit).toPlainString()), null, null);
    }

    /** Ten-thousandths, as many decimals as a limit may have. */
    private static BigDecimal decimal(int tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4);
    }
}
