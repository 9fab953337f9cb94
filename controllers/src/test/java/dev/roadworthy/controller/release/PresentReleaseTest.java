package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.release.PresentRelease.Siblings;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentReleaseTest {

    private static final EdgeRelease ASKING = LineOfReleases.asking("");

    @Test
    void theFirstOfALineHasNoneBefore() {
        assertThat(PresentRelease.of(ASKING, siblings(ASKING))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RolledOut, true",
        "Rolling, false",
        "Soaking, false",
        "RollingBack, false",
        "RolledBack, false",
        "none, true",
    })
    void vehiclesHaveWhatCameToAllOfThem(String stage, boolean known) {
        EdgeRelease other = LineOfReleases.published("1.0.0", 1, stage);

        assertThat(PresentRelease.of(ASKING, siblings(ASKING, other)).map(PresentRelease::release))
                .isEqualTo(known ? Optional.of(other) : Optional.empty());
    }

    @Test
    void theLastInTheCountIsTheOneAndWhatIsUnderWayIsNamed() {
        EdgeRelease second = LineOfReleases.published("1.1.0", 2, "RolledOut");
        PresentRelease present = PresentRelease.of(
                        ASKING,
                        siblings(
                                LineOfReleases.published("1.3.0", 4, "Soaking"),
                                second,
                                LineOfReleases.published("1.0.0", 1, "RolledOut"),
                                LineOfReleases.published("1.2.0", 3, "Rolling"),
                                LineOfReleases.published("1.4.0", 5, "RolledBack")))
                .orElseThrow();

        assertThat(present.release()).isEqualTo(second);
        assertThat(present.counter()).isEqualTo(2);
        assertThat(present.underWay()).containsExactly("1.2.0", "1.3.0");
    }

    @Test
    void anotherLineAndWhatIsNotPublishedAreNone() {
        EdgeRelease elsewhere = LineOfReleases.published("1.0.0", 1, "RolledOut");
        elsewhere.setSpec(EdgeReleases.release("road-detector", "1.0.0", "").getSpec());
        EdgeRelease edited = LineOfReleases.published("1.0.0", 1, "RolledOut");
        edited.setSpec(ASKING.getSpec());
        EdgeRelease waiting = LineOfReleases.published("1.0.0", 1, "RolledOut");
        waiting.setStatus(null);

        assertThat(PresentRelease.of(ASKING, siblings(elsewhere, edited, waiting)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void itsEvaluationsCountAsLongAsTheyHaveTheReportThatItWasApprovedWith(boolean same, int evaluations) {
        String report = same ? EdgeReleases.REPORT.value() : "sha256:" + "0".repeat(64);

        PresentRelease present = PresentRelease.of(
                        ASKING,
                        new Siblings(
                                List.of(LineOfReleases.published("1.0.0", 1, "RolledOut")),
                                List.of(evaluation(report)),
                                List.of()))
                .orElseThrow();

        assertThat(present.evaluations()).hasSize(evaluations);
    }

    @ParameterizedTest
    @CsvSource({"true, 1234", "false,"})
    void theSizeOfItsModelIsKnownWhileItsRunHasIt(boolean same, Long bytes) {
        String model = same ? EdgeReleases.MODEL_DIGEST.value() : "sha256:" + "0".repeat(64);

        assertThat(PresentRelease.of(
                                ASKING,
                                new Siblings(
                                        List.of(LineOfReleases.published("1.0.0", 1, "RolledOut")),
                                        List.of(),
                                        List.of(run(model))))
                        .orElseThrow()
                        .modelBytes())
                .isEqualTo(Optional.ofNullable(bytes));
    }

    private static Siblings siblings(EdgeRelease... releases) {
        return new Siblings(List.of(releases), List.of(), List.of());
    }

    private static Evaluation evaluation(String report) {
        return Serialization.unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test, namespace: vision, generation: 1}
                spec: {modelRef: {name: sidewalk-a}, datasetRef: {name: sidewalk}, gates: [{metric: meanIoU, min: "0.6"}]}
                status:
                  observedGeneration: 1
                  verdict: Passed
                  report: {uri: s3://artifacts/r, digest: "%s", bytes: 9}
                  pins:
                    model: {name: sidewalk-a, digest: "%s", manifest: {uri: s3://artifacts/m, digest: d, bytes: 9}}
                    dataset: {name: sidewalk, digest: "%s", manifest: {uri: s3://artifacts/d, digest: d, bytes: 9}, classes: [road]}
                    slices: []
                  conditions: [{type: Passed, status: "True", reason: Passed, message: passed}]
                """.formatted(report, EdgeReleases.MODEL_DIGEST, EdgeReleases.FRAMES), Evaluation.class);
    }

    private static TrainingRun run(String model) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a, namespace: vision}
                status: {model: {uri: s3://artifacts/m, digest: "%s", manifestBytes: 9, bytes: 1234, opset: 17}}
                """.formatted(model), TrainingRun.class);
    }
}
