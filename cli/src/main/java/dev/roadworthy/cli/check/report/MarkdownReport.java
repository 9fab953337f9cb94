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

    private static final int MOST_ROWS = 100;
    private static final int MOST_FIELDS = 20;

    /** Of each of the two lists: GitHub takes 65,536 characters of a comment. */
    private static final int MOST_CHARACTERS = 30_000;

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
        StringBuilder rows = new StringBuilder();
        int shown = 0;
        for (T each : all) {
            String next = row.apply(each);
            if (shown == MOST_ROWS || rows.length() + next.length() > MOST_CHARACTERS) {
                break;
            }
            rows.append(next);
            shown++;
        }
        return shown == all.size() ? rows.toString() : "%s\nand %d more\n".formatted(rows, all.size() - shown);
    }

    private static String row(Change change) {
        List<String> fields = change.fields().stream()
                .map(FieldChange::toString)
                .filter(field -> !change.effect().why().startsWith(field))
                .toList();
        Stream<String> more = fields.size() <= MOST_FIELDS
                ? Stream.of()
                : Stream.of("and %d more fields".formatted(fields.size() - MOST_FIELDS));
        String why = Stream.of(
                        Stream.of(change.effect().why(), change.cost().line()),
                        change.details().stream(),
                        fields.stream().limit(MOST_FIELDS),
                        more)
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
