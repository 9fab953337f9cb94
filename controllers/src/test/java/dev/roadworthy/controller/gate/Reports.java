package dev.roadworthy.controller.gate;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Difference;
import dev.roadworthy.contract.MetricReport.Metric;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gates and reports as tests need them. */
public final class Reports {

    private Reports() {}

    /** A gate as it is declared, for example <code>{metric: meanIoU, min: "0.6"}</code>. */
    public static Gate gate(String yaml) {
        return Serialization.unmarshal("spec: {gates: [%s]}".formatted(yaml), Evaluation.class)
                .getSpec()
                .gates()
                .getFirst();
    }

    /** A report of these metrics. */
    public static MetricReport report(Metric... metrics) {
        Digest page = Digest.of("page".getBytes(StandardCharsets.UTF_8));
        return new MetricReport(
                MetricReport.FORMAT,
                List.of(metrics),
                new ArtifactRef("s3://artifacts/" + ArtifactRef.key(page), page, 4));
    }

    /** A mean IoU over 8 rides, with an interval of a tenth to both sides. */
    public static Metric meanIoU(@Nullable String slice, @Nullable Double value, long frames) {
        return metric("meanIoU", null, slice, value, frames, null);
    }

    /** A metric of a class. */
    public static Metric ofClass(
            String metric, String className, @Nullable String slice, @Nullable Double value, long frames) {
        return metric(metric, className, slice, value, frames, null);
    }

    /** A mean IoU beside a baseline. */
    public static Metric compared(@Nullable String slice, @Nullable Double difference, long frames) {
        return metric(
                "meanIoU",
                null,
                slice,
                0.5,
                frames,
                difference == null
                        ? null
                        : new Difference(difference, tidy(difference - 0.02), tidy(difference + 0.02)));
    }

    private static Metric metric(
            String name,
            @Nullable String className,
            @Nullable String slice,
            @Nullable Double value,
            long frames,
            @Nullable Difference difference) {
        return new Metric(
                name,
                className,
                slice,
                value,
                value == null ? null : tidy(value - 0.1),
                value == null ? null : tidy(value + 0.1),
                frames,
                frames == 0 ? 0 : 8,
                difference);
    }

    /** A tenth less than 0.3 is 0.2 here. */
    private static double tidy(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
