package dev.roadworthy.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.DatasetStatus.Check;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Result;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Defect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetChecksTest {

    @Test
    void withoutLimitsNothingMayBeWrong() {
        assertThat(failed("", Datasets.flawless())).isEmpty();
        for (Defect defect : Defect.values()) {
            assertThat(failed("", Datasets.manifest(Map.of(defect, 1L), 0)))
                    .extracting(Check::name)
                    .containsExactly(defect.id() + "Percent");
        }
    }

    // 1,000 frames: one is 0.1 percent.
    @ParameterizedTest
    @CsvSource({
        "0,      0, Passed, 0.00",
        "0,      1, Failed, 0.10",
        "1,     10, Passed, 1.00",
        "1,     11, Failed, 1.10",
        "'0.1',  1, Passed, 0.10",
        "'0.09', 1, Failed, 0.10",
        "100, 1000, Passed, 100.00",
    })
    void limitsAreComparedExactly(String max, long count, Result result, String value) {
        DatasetManifest manifest = Datasets.manifest(Map.of(Defect.CORRUPT, count), 0);

        Check check = check("corruptPercent", "checks: {corruptPercent: {max: \"%s\"}}".formatted(max), manifest);

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.value()).isEqualTo(value);
        assertThat(check.limit()).isEqualTo("max " + max);
    }

    @ParameterizedTest
    @CsvSource({"50, Passed", "90, Passed", "'90.01', Failed", "100, Failed"})
    void labelsAreCountedAgainstFrames(String min, Result result) {
        Check check = check(
                "labelledPercent", "checks: {labelledPercent: {min: \"%s\"}}".formatted(min), Datasets.flawless());

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.value()).isEqualTo("90.00");
    }

    @ParameterizedTest
    @CsvSource({"40, Passed", "41, Failed"})
    void everySliceNeedsItsFrames(long min, Result result) {
        Check check =
                check("framesPerSlice", "checks: {framesPerSlice: {min: %d}}".formatted(min), Datasets.flawless());

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.value()).isEqualTo("40");
    }

    @Test
    void aSplitWithoutARideNamesTheWayOut() {
        DatasetManifest all = Datasets.flawless();
        DatasetManifest empty = new DatasetManifest(
                all.format(),
                all.digest(),
                all.index(),
                all.report(),
                all.classes(),
                all.slices(),
                all.frames(),
                all.labelled(),
                all.bytes(),
                3,
                List.of(
                        new DatasetManifest.SplitCount("train", 1000, 3),
                        new DatasetManifest.SplitCount("validation", 0, 0),
                        new DatasetManifest.SplitCount("test", 0, 0)),
                all.framesBySlice(),
                all.defects(),
                all.nearDuplicates(),
                all.leaks());

        Check check = check("ridesPerSplit", "", empty);

        assertThat(check.result()).isEqualTo(Result.Failed);
        assertThat(check.examples())
                .containsExactly(
                        "validation: no ride of 3; choose another split.seed or record more rides",
                        "test: no ride of 3; choose another split.seed or record more rides");
    }

    @Test
    void aSensorHasItsOwnLimit() {
        DatasetManifest manifest = Datasets.manifest(Map.of(Defect.IMU_MISSING, 10L), 0);
        String sensors = "checks: {sensors: {imu: {minRateHz: 90, maxSkewMs: 20, missingPercent: {max: %d}}}}";

        assertThat(check("imuMissingPercent", sensors.formatted(1), manifest).result())
                .isEqualTo(Result.Passed);
        assertThat(check("imuMissingPercent", sensors.formatted(0), manifest).result())
                .isEqualTo(Result.Failed);
    }

    private static List<Check> failed(String spec, DatasetManifest manifest) {
        return DatasetChecks.of(Datasets.dataset(spec).getSpec(), manifest).stream()
                .filter(check -> check.result() == Result.Failed)
                .toList();
    }

    private static Check check(String name, String spec, DatasetManifest manifest) {
        return DatasetChecks.of(Datasets.dataset(spec).getSpec(), manifest).stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
