package dev.roadworthy.controller.release;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of GitHub Flavored Markdown.
 *
 * @param head its columns
 * @param rows each with a cell a column
 */
record Table(List<String> head, List<List<String>> rows) {

    static Table of(String... head) {
        return new Table(List.of(head), List.of());
    }

    Table row(Object... cells) {
        List<String> row = Arrays.stream(cells).map(Table::cell).toList();
        return new Table(head, Stream.concat(rows.stream(), Stream.of(row)).toList());
    }

    /** Text that ends no cell, and is no markup. */
    private static String cell(Object content) {
        return text(content.toString());
    }

    /** A text on one line that is no markup. */
    static String text(String content) {
        return content.replaceAll("[\\\\`*_\\[\\]<>|~]", "\\\\$0").replaceAll("\\s+", " ");
    }

    String markdown() {
        return Stream.concat(Stream.of(head, head.stream().map(column -> "---").toList()), rows.stream())
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n"));
    }
}
