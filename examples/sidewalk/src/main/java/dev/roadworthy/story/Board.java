package dev.roadworthy.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows how far the story is: one live line in a terminal, plain lines elsewhere. */
final class Board {

    private static final String CLEAR = "\r\u001b[2K";
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean live;
    private final List<Chapter> chapters = new ArrayList<>();
    private String last = "";

    Board(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** Part of a story that may fail. */
    interface Body {

        /** Returns one sentence on what holds now. */
        String run() throws Exception;
    }

    private record Chapter(String title, Duration took) {}

    /** Runs a part and tells its time. What it throws ends the story. */
    void chapter(String title, Body body) throws Exception {
        Instant start = Instant.now();
        last = "";
        progress(title);
        String result = body.run();
        Duration took = Duration.between(start, Instant.now());
        chapters.add(new Chapter(title, took));
        say("ok  %-34s %6s  %s".formatted(title, seconds(took), result));
    }

    /** What is going on; said once until it changes. */
    void progress(String text) {
        if (text.equals(last)) {
            return;
        }
        last = text;
        if (live) {
            out.print(CLEAR + "..  " + text.substring(0, Math.min(text.length(), WIDTH)));
            out.flush();
        } else {
            out.println("..  " + text);
        }
    }

    /** A line that stays. */
    void say(String line) {
        out.println(live ? CLEAR + line : line);
    }

    /** The times of all parts. */
    String times() {
        Duration sum = chapters.stream().map(Chapter::took).reduce(Duration.ZERO, Duration::plus);
        StringBuilder table = new StringBuilder();
        for (Chapter chapter : chapters) {
            table.append("  %-34s %8s%n".formatted(chapter.title(), seconds(chapter.took())));
        }
        return table.append("  %-34s %8s".formatted("together", seconds(sum))).toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
