package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person sees of an object while it changes: how it stands, facts by name, and a table. */
final class View {

    private static final int NAME = 11;
    private static final int WIDTH = 100;

    private final Target target;
    private final Standing standing;
    private final List<String> lines = new ArrayList<>();
    private List<String> table = List.of();
    private String progress = "";

    View(Target target, String namespace, Standing standing) {
        this.target = target;
        this.standing = standing;
        fact("Name", target.toString());
        fact("Namespace", namespace);
        fact("Status", "%s  %s".formatted(standing.health(), standing.reason()));
        fact("Message", standing.message());
    }

    /** Adds a fact, unless it is not known. */
    View fact(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            String label = name + ":";
            for (String line : wrapped(value.toString())) {
                lines.add(label + " ".repeat(Math.max(1, NAME - label.length())) + line);
                label = "";
            }
        }
        return this;
    }

    View table(Table rows) {
        table = rows.lines();
        return this;
    }

    /** How far it is, in the few words that a line of a log has room for. */
    View progress(String words) {
        progress = words;
        return this;
    }

    Standing standing() {
        return standing;
    }

    /** All of it. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (!table.isEmpty()) {
            all.add("");
            all.addAll(table);
        }
        return all;
    }

    /** As one line. */
    String line() {
        return progress.isEmpty()
                ? "%s  %s".formatted(target, standing)
                : "%s  %s  [%s]".formatted(target, standing, progress);
    }

    /** In lines of some length, broken between words: a digest or an address stays whole. */
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().replaceAll("\\p{Cntrl}+", " ").split(" ", -1)) {
            if (!line.isEmpty() && NAME + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
