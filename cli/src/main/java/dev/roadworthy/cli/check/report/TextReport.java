package dev.roadworthy.cli.check.report;

import dev.roadworthy.cli.check.plan.Change;
import dev.roadworthy.cli.check.plan.FieldChange;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a terminal. */
final class TextReport {

    private TextReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("%s: %s → %s\n\n".formatted(folder(report), report.before(), report.after()));
        report.plan().changes().forEach(change -> append(change, text));
        if (report.plan().changes().isEmpty()) {
            text.append("nothing of Roadworthy changes\n");
        }
        text.append('\n');
        report.findings().forEach(finding -> text.append(line(finding)).append('\n'));
        report.unchecked()
                .forEach(each ->
                        text.append("not checked: ").append(Plain.of(each)).append('\n'));
        return text.append(summary(report)).append('\n').toString();
    }

    /** As compilers write it, so that editors find the place. */
    static String line(Finding finding) {
        return Plain.of("%s: %s: %s (%s)"
                .formatted(
                        finding.place(),
                        finding.level().name().toLowerCase(Locale.ROOT),
                        finding.message(),
                        finding.rule().id()));
    }

    static String folder(Report report) {
        return report.folder().isEmpty() ? "." : report.folder();
    }

    private static void append(Change change, StringBuilder text) {
        text.append(Plain.of("%s %s  %s: %s"
                        .formatted(
                                change.action().sign(),
                                change.object(),
                                change.effect().type(),
                                change.effect().why())))
                .append('\n');
        String cost = change.cost().line();
        if (!cost.isEmpty()) {
            text.append("    ").append(cost).append('\n');
        }
        change.details()
                .forEach(detail -> text.append("    ").append(Plain.of(detail)).append('\n'));
        for (FieldChange field : change.fields()) {
            if (!change.effect().why().startsWith(field.toString())) {
                text.append("    ").append(Plain.of(field.toString())).append('\n');
            }
        }
    }

    /** One line with what there is to decide about. */
    static String summary(Report report) {
        return Stream.of(
                        count(report.plan().changes().size(), "object"),
                        report.plan().labels() == 0 ? "" : count(report.plan().labels(), "label"),
                        gpu(report),
                        count(report.count(Level.ERROR), "error"),
                        count(report.count(Level.WARNING), "warning"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String gpu(Report report) {
        double hours = report.plan().gpuHours();
        long unknown = report.plan().withoutHistory();
        String known = hours == 0 ? "" : String.format(Locale.ROOT, "about %.1f GPU hours", hours);
        return unknown == 0
                ? known
                : "%s%s of unknown GPU hours".formatted(known.isEmpty() ? "" : known + " and ", count(unknown, "run"));
    }

    private static String count(long number, String what) {
        return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
