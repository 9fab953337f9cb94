package dev.roadworthy.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns as wide as their longest word, the first row their names. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... names) {
        row((Object[]) names);
    }

    /** Adds a row with a word for each column. */
    Table row(Object... words) {
        rows.add(Arrays.stream(words).map(String::valueOf).toList());
        return this;
    }

    /** Its lines; none where there is no row below the names. */
    List<String> lines() {
        if (rows.size() == 1) {
            return List.of();
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
