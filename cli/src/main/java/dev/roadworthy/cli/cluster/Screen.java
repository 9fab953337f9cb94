package dev.roadworthy.cli.cluster;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Shows a view that changes: in place on a terminal, else a line for each change. */
final class Screen {

    // ECMA-48 with the private modes of DEC's terminals, as all of today's understand them.
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\u001b[J";
    private static final String CUT_LINES = "\u001b[?7l";
    private static final String WRAP_LINES = "\u001b[?7h";

    private final PrintWriter out;
    private final boolean inPlace;
    private int height;
    private List<String> shown = List.of();

    Screen(PrintWriter out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /** Whether standard output is a terminal. */
    static boolean isTerminal() {
        // Null where it is none, whatever its class says of Java 22.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Shows what is new. */
    void show(View view) {
        List<String> lines = inPlace ? view.lines() : List.of(view.line());
        if (lines.equals(shown)) {
            return;
        }
        shown = lines;
        // In one write, after which the terminal is as it was: the command may be interrupted any time. Lines are cut,
        // since one that wrapped would take two.
        out.print(inPlace ? back() + CUT_LINES + text(lines) + WRAP_LINES : text(lines));
        out.flush();
        height = lines.size();
    }

    /** Shows the last of it, with its lines uncut. */
    void end() {
        if (inPlace) {
            out.print(back() + text(shown));
            out.flush();
        }
    }

    private String back() {
        return height == 0 ? "" : UP.formatted(height) + CLEAR;
    }

    private static String text(List<String> lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
