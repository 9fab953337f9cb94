package dev.roadworthy.cli.check.report;

import dev.roadworthy.cli.check.plan.Change;
import dev.roadworthy.cli.check.plan.FieldChange;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comment on a pull request. Its first line is a mark, by which the same comment is found again. */
final class MarkdownReport {

    /** GitHub takes 65,536 characters. */
    private static final int MOST_ROWS = 100;

    private MarkdownReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("<!-- roadworthy check %s -->\n".formatted(TextReport.folder(report)));
        text.append("### %s roadworthy check\n\n".formatted(report.count(Level.ERROR) == 0 ? "✅" : "❌"));
        text.append("`%s`: %s → %s. %s\n\n"
                .formatted(TextReport.folder(report), report.before(), report.after(), TextReport.summary(report)));
        List<Change> changes = report.plan().changes();
        if (!changes.isEmpty()) {
            text.append("| | object | after a merge | |\n|---|---|---|---|\n");
            text.append(rows(changes, MarkdownReport::row));
        }
        if (!report.findings().isEmpty()) {
            text.append('\n').append(rows(report.findings(), MarkdownReport::item));
        }
        if (!report.unchecked().isEmpty()) {
            text.append('\n');
            report.unchecked().forEach(each -> text.append("Not checked: %s\n".formatted(escape(each))));
        }
        return text.toString();
    }

    private static <T> String rows(List<T> all, Function<T, String> row) {
        String rows = all.stream().limit(MOST_ROWS).map(row).collect(Collectors.joining());
        return all.size() <= MOST_ROWS ? rows : "%s\nand %d more\n".formatted(rows, all.size() - MOST_ROWS);
    }

    private static String row(Change change) {
        Stream<String> fields = change.fields().stream()
                .map(FieldChange::toString)
                .filter(field -> !change.effect().why().startsWith(field));
        String why = Stream.of(
                        Stream.of(change.effect().why(), change.cost().line()), change.details().stream(), fields)
                .flatMap(part -> part)
                .filter(line -> !line.isEmpty())
                .map(MarkdownReport::escape)
                .collect(Collectors.joining("<br>"));
        return "| `%s` | %s | **%s** | %s |\n"
                .formatted(
                        change.action().sign(),
                        escape(change.object().toString()),
                        change.effect().type(),
                        why);
    }

    private static String item(Finding finding) {
        return "- %s `%s` %s (%s)\n"
                .formatted(
                        finding.level() == Level.ERROR ? "❌" : "⚠️",
                        // A file's name ends no code.
                        Plain.of(finding.place().toString()).replace('`', '\''),
                        escape(finding.message()),
                        finding.rule().id());
    }

    /** A manifest writes no markup here, and calls nobody. */
    private static String escape(String text) {
        return Plain.of(text)
                .replaceAll(" +", " ")
                .replaceAll("([\\\\`*_\\[\\]|~#!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;");
    }
}
