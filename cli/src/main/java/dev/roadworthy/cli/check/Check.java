package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.plan.Plan;
import dev.roadworthy.cli.check.plan.Planner;
import dev.roadworthy.cli.check.report.Report;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.validation.Validation;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One check, with a cluster or without. */
final class Check {

    private Check() {}

    static Report offline(String path, Folder before, Folder after, Budget budget) {
        List<Finding> findings = new ArrayList<>(Validation.of(before, after, null));
        Plan plan = Planner.plan(before, after, Live.UNKNOWN, refused(findings));
        findings.addAll(budget.exceeded(plan));
        return report(
                path,
                before,
                after,
                plan,
                findings,
                List.of("anything that only a cluster knows: results that are there, GPU hours, vehicles, and what its"
                        + " API server takes"));
    }

    static Report online(String path, Folder before, Folder after, Budget budget, ClusterView cluster) {
        Live live = cluster.live(Stream.of(before, after)
                .flatMap(folder -> folder.objects().keySet().stream())
                .map(ObjectName::namespace)
                .collect(Collectors.toSet()));
        List<Finding> findings = new ArrayList<>(Validation.of(before, after, live));
        List<String> unchecked = new ArrayList<>();
        findings.addAll(cluster.dryRun(askedFor(before, after, findings), unchecked));
        Plan plan = Planner.plan(before, after, live, refused(findings));
        findings.addAll(budget.exceeded(plan));
        cluster.storeFailure()
                .ifPresent(why -> unchecked.add("results that only the artifact store knows of: %s".formatted(why)));
        return report(path, before, after, plan, findings, unchecked);
    }

    private static Report report(
            String path, Folder before, Folder after, Plan plan, List<Finding> findings, List<String> unchecked) {
        return new Report(
                path,
                before.name(),
                after.name(),
                plan,
                findings.stream().sorted(Finding.ORDER).toList(),
                after.files(),
                unchecked);
    }

    private static Set<ObjectName> refused(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule().isOfApiServer())
                .map(Finding::object)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** What changes, and is not known to be wrong: an error that has a line already is not told twice. */
    private static List<Declared> askedFor(Folder before, Folder after, List<Finding> findings) {
        Set<ObjectName> wrong = findings.stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .map(Finding::object)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return after.objects().values().stream()
                .filter(declared -> !wrong.contains(declared.name()))
                .filter(declared -> {
                    Declared old = before.objects().get(declared.name());
                    return old == null || !old.body().equals(declared.body());
                })
                .toList();
    }
}
