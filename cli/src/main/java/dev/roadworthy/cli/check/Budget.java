package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.plan.Change;
import dev.roadworthy.cli.check.plan.Plan;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one change may ask for. */
final class Budget {

    @Option(
            names = "--max-labels",
            paramLabel = "NUMBER",
            description = "Labels that a change may ask people for. More is an error. Default: any number.")
    private @Nullable Long labels;

    @Option(
            names = "--max-gpu-hours",
            paramLabel = "NUMBER",
            description = "GPU hours that a change may take, by what earlier runs took. More, or unknown, is an error."
                    + " Default: any number.")
    private @Nullable Double gpuHours;

    List<Finding> exceeded(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        if (labels != null && plan.labels() > labels) {
            findings.add(finding(
                    plan,
                    change -> change.cost().labels(),
                    "this change asks for up to %d labels, and --max-labels is %d; select fewer frames, or split the change"
                            .formatted(plan.labels(), labels)));
        }
        if (gpuHours != null && plan.gpuHours() > gpuHours) {
            findings.add(finding(
                    plan,
                    change -> change.cost().gpuHours().orElse(0),
                    String.format(
                            Locale.ROOT,
                            "this change takes about %.1f GPU hours, and --max-gpu-hours is %.1f; train less, or split the change",
                            plan.gpuHours(),
                            gpuHours)));
        }
        if (gpuHours != null && plan.withoutHistory() > 0) {
            findings.add(finding(
                    plan,
                    change -> change.cost().line().contains("unknown") ? 1 : 0,
                    "nobody knows how many GPU hours this change takes, and --max-gpu-hours is %s; check with a cluster that has"
                                    .formatted(gpuHours)
                            + " trained with this image, or leave the limit out"));
        }
        return findings;
    }

    /** At the object that asks for most. */
    private static Finding finding(Plan plan, ToDoubleFunction<Change> part, String message) {
        Change most =
                plan.changes().stream().max(Comparator.comparingDouble(part)).orElseThrow();
        return new Finding(Level.ERROR, Rule.BUDGET, most.place(), most.object(), message);
    }
}
