package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetSpec.Checks;
import dev.roadworthy.api.v1alpha1.DatasetSpec.MaxPercent;
import dev.roadworthy.api.v1alpha1.DatasetSpec.Sensor;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Check;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Result;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.controller.declared.Declared;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares what the index step measured with what the Dataset allows. Limits are compared exactly, never rounded. */
final class DatasetChecks {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Checks NONE = new Checks(null, null, null, null, null, null, null, null, null, null);

    private DatasetChecks() {}

    /** Every check, in the order of the defects; a defect that was not looked for has none. */
    static List<Check> of(DatasetSpec spec, DatasetManifest manifest) {
        Checks limits = spec.checks() == null ? NONE : spec.checks();
        List<Check> checks = new ArrayList<>();
        for (Defect defect : Defect.values()) {
            finding(manifest, defect)
                    .ifPresent(finding -> checks.add(
                            atMost(defect.id() + "Percent", finding, limit(limits, defect), BigDecimal.ZERO)));
        }
        checks.add(atMost("nearDuplicatePercent", manifest.nearDuplicates(), limits.nearDuplicatePercent(), HUNDRED));
        checks.add(labelled(limits, manifest));
        checks.add(splits(spec.split().percent(), manifest));
        if (limits.framesPerSlice() != null) {
            checks.add(slices(limits.framesPerSlice().min(), manifest));
        }
        return List.copyOf(checks);
    }

    private static @Nullable MaxPercent limit(Checks limits, Defect defect) {
        return switch (defect) {
            case CORRUPT -> limits.corruptPercent();
            case LABEL_MISMATCH -> limits.labelMismatchPercent();
            case UNKNOWN_CLASS -> limits.unknownClassPercent();
            case EMPTY_MASK -> limits.emptyMaskPercent();
            case DUPLICATE -> limits.duplicatePercent();
            case CLOCK_JUMP -> limits.clockJumpPercent();
            case IMU_MISSING -> missing(limits, DatasetSpec.Sensors::imu);
            case GPS_MISSING -> missing(limits, DatasetSpec.Sensors::gps);
        };
    }

    private static Check atMost(String name, Finding finding, @Nullable MaxPercent limit, BigDecimal fallback) {
        BigDecimal max = limit == null ? fallback : Declared.decimal(limit.max());
        boolean passed = BigDecimal.valueOf(finding.count())
                        .multiply(HUNDRED)
                        .compareTo(max.multiply(BigDecimal.valueOf(finding.of())))
                <= 0;
        return new Check(
                name,
                percent(finding.count(), finding.of()),
                "max " + max.toPlainString(),
                result(passed),
                finding.count(),
                finding.examples().isEmpty() ? null : finding.examples());
    }

    private static Check labelled(Checks limits, DatasetManifest manifest) {
        String value = percent(manifest.labelled(), manifest.frames());
        if (limits.labelledPercent() == null) {
            return new Check(
                    "labelledPercent", value, "above 0", result(manifest.labelled() > 0), manifest.labelled(), null);
        }
        BigDecimal min = Declared.decimal(limits.labelledPercent().min());
        boolean passed = BigDecimal.valueOf(manifest.labelled())
                        .multiply(HUNDRED)
                        .compareTo(min.multiply(BigDecimal.valueOf(manifest.frames())))
                >= 0;
        return new Check(
                "labelledPercent", value, "min " + min.toPlainString(), result(passed), manifest.labelled(), null);
    }

    /** A split that the spec wants and that got no ride can train or judge nothing. */
    private static Check splits(DatasetSpec.Percent percent, DatasetManifest manifest) {
        Map<String, Integer> wanted =
                Map.of("train", percent.train(), "validation", percent.validation(), "test", percent.test());
        List<String> empty = manifest.splits().stream()
                .filter(split -> split.rides() == 0 && wanted.getOrDefault(split.name(), 0) > 0)
                .map(split -> "%s: no ride of %d; choose another split.seed or record more rides"
                        .formatted(split.name(), manifest.rides()))
                .toList();
        long least = manifest.splits().stream()
                .filter(split -> wanted.getOrDefault(split.name(), 0) > 0)
                .mapToLong(DatasetManifest.SplitCount::rides)
                .min()
                .orElse(0);
        return new Check(
                "ridesPerSplit",
                Long.toString(least),
                "min 1",
                result(empty.isEmpty()),
                (long) empty.size(),
                empty.isEmpty() ? null : empty);
    }

    private static Check slices(long min, DatasetManifest manifest) {
        List<String> small = manifest.slices().stream()
                .filter(slice -> frames(manifest, slice.name()) < min)
                .map(slice -> "%s: %d frames".formatted(slice.name(), frames(manifest, slice.name())))
                .toList();
        long least = manifest.slices().stream()
                .mapToLong(slice -> frames(manifest, slice.name()))
                .min()
                .orElse(0);
        return new Check(
                "framesPerSlice",
                Long.toString(least),
                "min " + min,
                result(small.isEmpty()),
                (long) small.size(),
                small.isEmpty()
                        ? null
                        : small.stream().limit(DatasetManifest.MAX_EXAMPLES).toList());
    }

    private static long frames(DatasetManifest manifest, String slice) {
        return manifest.framesBySlice().getOrDefault(slice, 0L);
    }

    private static Optional<Finding> finding(DatasetManifest manifest, Defect defect) {
        return manifest.defects().stream()
                .filter(finding -> finding.name().equals(defect.id()))
                .findFirst();
    }

    private static @Nullable MaxPercent missing(Checks checks, Function<DatasetSpec.Sensors, @Nullable Sensor> which) {
        Sensor sensor = checks.sensors() == null ? null : which.apply(checks.sensors());
        return sensor == null ? null : sensor.missingPercent();
    }

    private static Result result(boolean passed) {
        return passed ? Result.Passed : Result.Failed;
    }

    /** Two decimals, for people; rounded away from zero, so that what is not nothing never reads 0.00. */
    private static String percent(long count, long of) {
        return of == 0
                ? "0.00"
                : BigDecimal.valueOf(count)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(of), 2, RoundingMode.UP)
                        .toPlainString();
    }
}
