package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EvaluationSpec.Split;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.JudgedEvaluation.Frames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static final Frames TEST = new Frames(EdgeReleases.FRAMES, Split.test);

    @Test
    void whereNothingIsKnownItIsTheFirst() {
        assertThat(Comparison.markdown(LineOfReleases.asking(""), EdgeReleases.open(), Optional.empty()))
                .isEqualTo(
                        "This is the first release of `sidewalk-detector` that the objects of namespace `vision` tell of.");
    }

    @ParameterizedTest(name = "{0} then, {1} now: {2}")
    @CsvSource({
        "0.6012, 0.6412, +0.0400",
        "0.6412, 0.6012, -0.0400",
        "0.6412, 0.6412, 0.0000",
        "0.9, 0.6412, -0.2588",
        ", 0.6412, –",
        "0.6412, , –",
    })
    void valuesOfTheSameFramesAreSubtracted(@Nullable String then, @Nullable String now, String difference) {
        assertThat(compared(
                        evaluation(TEST, gate("night", then, "min 0.55")),
                        evaluation(TEST, gate("night", now, "min 0.60"))))
                .contains("| meanIoU in night | %s | %s | %s | min 0.55 | min 0.60 |"
                        .formatted(then == null ? "–" : then, now == null ? "–" : now, difference));
    }

    @ParameterizedTest
    @CsvSource({"another, test", "same, validation"})
    void valuesOfOtherFramesStandBesideEachOther(String dataset, Split split) {
        Frames others = new Frames(dataset.equals("same") ? EdgeReleases.FRAMES : dataset, split);

        assertThat(compared(
                        evaluation(others, gate("night", "0.60", "min 0.60")),
                        evaluation(TEST, gate("night", "0.64", "min 0.60"))))
                .contains("| meanIoU in night | 0.60 | 0.64 | – | min 0.60 | min 0.60 |");
    }

    @Test
    void theSameFramesAreLookedForFirst() {
        Frames others = new Frames("another", Split.test);
        PresentRelease present = present(
                evaluation(others, gate("night", "0.10", "min 0.10")),
                evaluation(TEST, gate("night", "0.60", "min 0.60")));

        assertThat(Comparison.markdown(
                        LineOfReleases.asking(""),
                        open(evaluation(TEST, gate("night", "0.64", "min 0.60"))),
                        Optional.of(present)))
                .contains("| meanIoU in night | 0.60 | 0.64 | +0.04 |")
                .contains("| meanIoU in night | 0.10 | – | – | min 0.10 | none |");
    }

    @Test
    void gatesThatAreNewOrGoneAreNamed() {
        assertThat(compared(
                        evaluation(TEST, gate("rain", "0.70", "min 0.60")),
                        evaluation(TEST, gate("night", "0.64", "min 0.60"))))
                .contains("| meanIoU in night | – | 0.64 | – | – | min 0.60 |")
                .contains("| meanIoU in rain | 0.70 | – | – | min 0.60 | none |");
    }

    @Test
    void aRegressionAgainstAThirdModelIsNoValue() {
        assertThat(compared(
                        evaluation(TEST, gate("night", "0.01", "maxRegression 0.01")),
                        evaluation(TEST, gate("night", "0.02", "maxRegression 0.01"))))
                .doesNotContain("meanIoU in night");
    }

    @Test
    void anEvaluationThatIsGoneIsToldInsteadOfGuessed() {
        assertThat(Comparison.markdown(LineOfReleases.asking(""), EdgeReleases.open(), Optional.of(present())))
                .contains("| meanIoU in night | – | 0.6412 | – | – | min 0.60 |")
                .contains("its values are not known here");
    }

    @Test
    void whatElseChangesStandsBesideEachOther() {
        EdgeRelease asking = LineOfReleases.asking(
                "rollout: {waves: [{name: all, percent: 100}], health: {latencyMsP95: {max: '40'}}}");

        String text = Comparison.markdown(
                asking, EdgeReleases.open(), Optional.of(present(evaluation(TEST, gate("night", "0.6", "min 0.6")))));

        assertThat(text)
                .contains(
                        "Vehicles of `sidewalk-detector` have version **1.0.0** (3 in its count, EdgeRelease `sidewalk-1.0.0`)."
                                + " On its way to them: version 1.1.0, 1.2.0.",
                        "| version | 1.0.0 | 2.0.0 |",
                        "| model | sha256:%s… | the same |".formatted(EdgeReleases.MODEL_DIGEST.abbreviated()),
                        "| dataset | sha256:dddd | sha256:",
                        "| image | sha256:iiii | – |",
                        "| model, bytes | 4,000,000 | 4,194,304 |",
                        "| bundle, bytes | 4,200,000 | known once it is packed |",
                        "| latency limit | 95th percentile of 50 ms | 95th percentile of 40 ms |",
                        "| hardware | scooter-g3 | scooter-g3 |")
                .doesNotContain("not known here");
        assertThat(Comparison.markdown(
                        asking,
                        EdgeReleases.open(),
                        Optional.of(present(evaluation(TEST, gate("night", "0.6", "min 0.6"))))))
                .as("the same again")
                .isEqualTo(text);
    }

    @Test
    void aReleaseThatEndsInTheStoreIsNotSaidToBeInVehicles() {
        PresentRelease present = new PresentRelease(
                LineOfReleases.published("1.0.0", 1, "none"), List.of(), Optional.empty(), List.of());

        assertThat(Comparison.markdown(LineOfReleases.asking(""), EdgeReleases.open(), Optional.of(present)))
                .contains("a bundle in the store; nobody here knows which vehicles have it", "| model, bytes | – |");
    }

    private static String compared(JudgedEvaluation then, JudgedEvaluation now) {
        return Comparison.markdown(LineOfReleases.asking(""), open(now), Optional.of(present(then)));
    }

    private static PresentRelease present(JudgedEvaluation... evaluations) {
        return new PresentRelease(
                LineOfReleases.published("1.0.0", 3, "RolledOut"),
                List.of(evaluations),
                Optional.of(4_000_000L),
                List.of("1.1.0", "1.2.0"));
    }

    private static Gating.Open open(JudgedEvaluation evaluation) {
        return new Gating.Open(EdgeReleases.open().evidence(), List.of(evaluation), 1);
    }

    private static JudgedEvaluation evaluation(Frames frames, JudgedGate gate) {
        return new JudgedEvaluation(
                "any",
                EdgeReleases.MODEL_DIGEST.value(),
                frames,
                EdgeReleases.REPORT.value(),
                List.of(EdgeReleases.GATE),
                true,
                true,
                "passed",
                new JudgedEvaluation.Findings(List.of(gate), List.of()));
    }

    private static JudgedGate gate(String slice, @Nullable String value, String limit) {
        return new JudgedGate(
                Gate.Metric.meanIoU, null, slice, null, value, null, null, limit, 60L, 20L, 3L, Verdict.Passed);
    }
}
