package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.object.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String CUT = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final StringWriter written = new StringWriter();

    @Test
    void onATerminalWhatWasShownIsReplacedAndTheEndStaysUncut() {
        Screen screen = screen(true);
        screen.show(view("one"));
        screen.show(view("one"));
        screen.show(view("two"));
        screen.end();

        String frame = """
                Name:      Dataset/a
                Namespace: vision
                Status:    Progressing  Indexing
                Message:   %s
                """;
        String back = "\u001b[4A\u001b[J";
        assertThat(written)
                .hasToString(CUT
                        + frame.formatted("one")
                        + WRAP
                        + back
                        + CUT
                        + frame.formatted("two")
                        + WRAP
                        + back
                        + frame.formatted("two"));
    }

    @Test
    void elsewhereEachChangeIsALineWithoutControls() {
        Screen screen = screen(false);
        screen.show(view("one"));
        screen.show(view("one"));
        screen.show(view("one").progress("3 of 7"));
        screen.end();

        assertThat(written).hasToString("""
                Dataset/a  Progressing  Indexing: one
                Dataset/a  Progressing  Indexing: one  [3 of 7]
                """);
    }

    private Screen screen(boolean inPlace) {
        return new Screen(new PrintWriter(written), inPlace);
    }

    private static View view(String message) {
        return new View(
                Target.of("dataset/a"), "vision", new Standing(Standing.Health.PROGRESSING, "Indexing", message));
    }
}
