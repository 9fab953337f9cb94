package dev.roadworthy.controller.gate;

import static dev.roadworthy.controller.gate.Reports.compared;
import static dev.roadworthy.controller.gate.Reports.gate;
import static dev.roadworthy.controller.gate.Reports.meanIoU;
import static dev.roadworthy.controller.gate.Reports.ofClass;
import static dev.roadworthy.controller.gate.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Weakness;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateReviewTest {

    private static final List<String> SLICES = List.of("night", "rain", "rough");

    @ParameterizedTest(name = "{0} on {1} frames against min {2}: {4}")
    @CsvSource({
        "0.61,    100, 0.60,   0.6100, Passed",
        "0.6,     100, 0.60,   0.6000, Passed",
        "0.3,     100, 0.30,   0.3000, Passed",
        "0.59999, 100, 0.60,   0.5999, Failed",
        "0.0,     100, 0,      0.0000, Passed",
        "1.0,     100, 1,      1.0000, Passed",
        "0.99,     30, 0.60,   0.9900, Passed",
        "0.99,     29, 0.60,   0.9900, Inconclusive",
        "0.01,     29, 0.60,   0.0100, Inconclusive",
    })
    void aMinimumIsJudgedOnTheValueOfEnoughSamples(
            double value, long frames, String min, String read, Verdict verdict) {
        JudgedGate judged = judge("{metric: meanIoU, min: \"%s\"}".formatted(min), meanIoU(null, value, frames));

        assertThat(judged.result()).isEqualTo(verdict);
        assertThat(judged.value()).isEqualTo(read);
        assertThat(judged.limit()).isEqualTo("min " + min);
        assertThat(judged.samples()).isEqualTo(frames);
        assertThat(judged.minSamples()).isEqualTo(30);
    }

    @ParameterizedTest(name = "{0} less than a baseline, allowed {1}: {2}")
    @CsvSource({
        "-0.02,    0.01, Failed",
        "-0.01001, 0.01, Failed",
        "-0.01,    0.01, Passed",
        "0.1,      0.01, Passed",
        "0,        0,    Passed",
        "-0.0001,  0,    Failed",
    })
    void aRegressionIsTheDifferenceOnTheSameFrames(double difference, String max, Verdict verdict) {
        JudgedGate judged =
                judge("{metric: meanIoU, maxRegression: \"%s\"}".formatted(max), compared(null, difference, 100));

        assertThat(judged.result()).isEqualTo(verdict);
        assertThat(judged.limit()).isEqualTo("maxRegression " + max);
    }

    @Test
    void theStatusHasTheIntervalWhichNeverReadsAsNarrowerThanItIs() {
        Metric measured = new Metric("meanIoU", null, null, 0.123456, 0.111111, 0.222222, 50, 6, null);

        assertThat(judge("{metric: meanIoU, min: \"0.1\"}", measured))
                .isEqualTo(new JudgedGate(
                        Gate.Metric.meanIoU,
                        null,
                        null,
                        null,
                        "0.1234",
                        "0.1111",
                        "0.2223",
                        "min 0.1",
                        50L,
                        30L,
                        6L,
                        Verdict.Passed));
    }

    @Test
    void oneRideHasNoIntervalAndSaysSo() {
        Metric measured = new Metric("meanIoU", null, null, 0.2, null, null, 50, 1, null);

        GateReview review = GateReview.of(List.of(gate("{metric: meanIoU, min: \"0.1\"}")), SLICES, report(measured));

        assertThat(review.gates()).singleElement().satisfies(judged -> {
            assertThat(judged.low()).isNull();
            assertThat(judged.rides()).isEqualTo(1);
        });
        assertThat(review.worst()).isEqualTo("meanIoU is 0.2000 (no interval: one ride), limit min 0.1");
    }

    @Test
    void whatIsNotThereIsInconclusiveHoweverLowTheLimit() {
        String gate = "{metric: recall, class: car, slice: night, min: 0, minSamples: 1}";

        assertThat(judge(gate, ofClass("recall", "car", "night", null, 0)).result())
                .as("an empty slice")
                .isEqualTo(Verdict.Inconclusive);
        assertThat(judge(gate, ofClass("recall", "car", "night", null, 500)).result())
                .as("a slice without the class")
                .isEqualTo(Verdict.Inconclusive);
        assertThat(judge(gate, ofClass("recall", "car", "rain", 1.0, 500)).result())
                .as("a report without the slice")
                .isEqualTo(Verdict.Inconclusive);
        assertThat(judge("{metric: meanIoU, maxRegression: 1}", meanIoU(null, 0.9, 500))
                        .result())
                .as("a report without a baseline")
                .isEqualTo(Verdict.Inconclusive);
    }

    @Test
    void aGateOnEverySliceIsTheWorstOfThem() {
        MetricReport report = report(
                meanIoU(null, 0.9, 300),
                meanIoU("night", 0.4, 100),
                meanIoU("rain", 0.3, 100),
                meanIoU("rough", 0.1, 10));

        GateReview review =
                GateReview.of(List.of(gate("{metric: meanIoU, slice: \"*\", min: \"0.5\"}")), SLICES, report);

        assertThat(review.gates()).singleElement().satisfies(judged -> {
            assertThat(judged.slice()).isEqualTo("rain");
            assertThat(judged.slices()).isEqualTo(3);
            assertThat(judged.result()).isEqualTo(Verdict.Failed);
        });
        assertThat(review.failed())
                .containsExactly(
                        "meanIoU in rain is 0.3000 [0.2000, 0.4000], limit min 0.5",
                        "meanIoU in night is 0.4000 [0.3000, 0.5000], limit min 0.5");
        assertThat(review.undecided())
                .containsExactly(
                        "meanIoU in rough is 0.1000 [0.0000, 0.2000], limit min 0.5 (10 labelled frames of 30)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 0.9, 300, Passed",
        "0.9, 0.1, 300, Failed",
        "0.9, 0.9, 3,   Inconclusive",
        "0.1, 0.9, 3,   Failed",
    })
    void oneGateThatFailsFailsAndOneThatIsUndecidedLeavesItUndecided(
            double whole, double night, long nightFrames, Verdict verdict) {
        GateReview review = GateReview.of(
                List.of(
                        gate("{metric: meanIoU, min: \"0.5\"}"),
                        gate("{metric: recall, class: road, slice: night, min: \"0.5\"}")),
                SLICES,
                report(meanIoU(null, whole, 300), ofClass("recall", "road", "night", night, nightFrames)));

        assertThat(review.verdict()).isEqualTo(verdict);
        assertThat(review.gates())
                .extracting(JudgedGate::metric)
                .containsExactly(Gate.Metric.meanIoU, Gate.Metric.recall);
    }

    @Test
    void theWorstIsTheOneFurthestBelowItsLimit() {
        GateReview review = GateReview.of(
                List.of(
                        gate("{metric: recall, class: road, min: \"0.5\"}"),
                        gate("{metric: recall, class: car, slice: night, min: \"0.9\"}")),
                SLICES,
                report(ofClass("recall", "road", null, 0.4, 300), ofClass("recall", "car", "night", 0.6, 300)));

        assertThat(review.worst()).isEqualTo("recall of car in night is 0.6000 [0.5000, 0.7000], limit min 0.9");
    }

    @Test
    void aModelIsWeakWhereAClassIsLowestOnEnoughFrames() {
        MetricReport report = report(
                meanIoU(null, 0.01, 300),
                ofClass("iou", "car", null, 0.8, 300),
                ofClass("iou", "car", "night", 0.20009, 100),
                ofClass("iou", "road", "night", 0.7, 100),
                ofClass("iou", "road", "rain", 0.0, 29),
                ofClass("recall", "car", "night", 0.1, 100),
                ofClass("iou", "bicyclist", "night", null, 100));

        assertThat(Weaknesses.of(report))
                .startsWith(new Weakness("night", "car", Gate.Metric.iou, "0.2000", 100L))
                .extracting(Weakness::value)
                .containsExactly("0.2000", "0.7000", "0.8000");
    }

    private static JudgedGate judge(String gate, Metric metric) {
        return GateReview.of(List.of(gate(gate)), SLICES, report(metric))
                .gates()
                .getFirst();
    }
}
