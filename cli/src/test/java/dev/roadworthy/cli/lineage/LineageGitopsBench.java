package dev.roadworthy.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long lineage takes to answer with a hundred thousand statements, beside SQLite's recursive query on the same ones:
 * {@code make bench-gitops}. Both give the statements that are reached, as they lie in the store; that they are the same
 * is tested, how long it takes is told. A ratio below 1 is faster than SQLite.
 */
class LineageGitopsBench {

    private static final int STATEMENTS = 100_000;
    private static final int WARM_UP = 1;
    private static final int REPETITIONS = 5;

    @TempDir
    private Path directory;

    /** A question. */
    private record Asked(String name, String what, Direction direction) {}

    /** Something that is measured. */
    @FunctionalInterface
    private interface Measured {
        int run() throws Exception;
    }

    @Test
    void upAndDown() throws Exception {
        LargeLedger ledger = LargeLedger.in(Files.createDirectory(directory.resolve("store")), STATEMENTS);
        try (LedgerStore store =
                        LedgerStore.open(directory.resolve("store").toUri().toString());
                LedgerIndex index = LedgerIndex.open(directory.resolve("index"));
                RecursiveSql reference = RecursiveSql.of(ledger.folder(), directory.resolve("reference.sqlite"))) {
            long start = System.nanoTime();
            assertThat(new Refresh(store, index).run()).isEmpty();
            index.join();
            System.out.printf("filled with %d statements in %.1f s%n", ledger.statements(), seconds(start));
            for (Asked asked : List.of(
                    new Asked("lineage-up", ledger.newestBundle(), Direction.UP),
                    new Asked("lineage-down", ledger.recordings(), Direction.DOWN),
                    new Asked("lineage-down-nearly-all", ledger.image(), Direction.DOWN))) {
                compare(asked, store, index, reference);
            }
        }
    }

    private static void compare(Asked asked, LedgerStore store, LedgerIndex index, RecursiveSql reference)
            throws Exception {
        List<String> starts =
                new Question(asked.what()).starts(index, new Frames(store), new Vehicles(null), asked.direction());
        List<String> found = index.bodies(starts, asked.direction());
        assertThat(sorted(found)).isNotEmpty().isEqualTo(sorted(reference.reached(starts, asked.direction())));
        double ours = median(() -> index.bodies(starts, asked.direction()).size());
        double theirs =
                median(() -> reference.reached(starts, asked.direction()).size());
        System.out.printf(
                Locale.ROOT,
                "ratio %s %.2f (ours %.1f ms, reference %.1f ms, %d statements)%n",
                asked.name(),
                ours / theirs,
                ours,
                theirs,
                found.size());
        double answer = median(() -> TreeText.of(Graph.walk(index, asked.what(), asked.direction(), starts))
                .length());
        System.out.printf(Locale.ROOT, "answer %s as a tree in %.1f ms%n", asked.name(), answer);
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    /** Milliseconds. */
    private static double median(Measured measured) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            measured.run();
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            assertThat(measured.run()).isPositive();
            times.add(seconds(start) * 1000);
        }
        return times.stream().sorted().toList().get(REPETITIONS / 2);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
