package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.Provenance.Making;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A benchmark, not a test: lays out a store with many statements, fills an index from it, and asks it. Run it with a directory and
 * the number of statements; then ask the command itself with {@code --offline}.
 */
final class LargeLedger {

    private static final int TRAININGS_A_DATASET = 20;

    private final Path store;
    private final List<Digest> bundles = new ArrayList<>();
    private int written;

    private LargeLedger(Path store) throws Exception {
        this.store = Files.createDirectories(store.resolve(Ledger.FOLDER));
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int statements = Integer.parseInt(arguments[1]);
        LargeLedger ledger = new LargeLedger(directory.resolve("store"));
        // Each dataset extends the one before: the newest has all of them behind it, the first one nearly everything
        // before it.
        Digest dataset = null;
        for (int i = 0; ledger.written < statements; i++) {
            dataset = ledger.dataset(i, dataset);
            for (int run = 0; run < TRAININGS_A_DATASET; run++) {
                ledger.trained(i, run, dataset);
            }
        }
        System.out.printf(
                "%d statements, %d bundles, newest %s%n",
                ledger.written, ledger.bundles.size(), ledger.bundles.getLast());
        try (LedgerStore store =
                        LedgerStore.open(directory.resolve("store").toUri().toString());
                LedgerIndex index = LedgerIndex.open(directory.resolve("index"))) {
            time("fill the index", () -> {
                List<String> faults = new Refresh(store, index).run();
                index.join();
                return faults.size();
            });
            String newest = ledger.bundles.getLast().value();
            time("up from the newest bundle", () -> walk(store, index, newest, LedgerIndex.Direction.UP));
            time("down from recordings", () -> walk(store, index, "s3://raw/0/", LedgerIndex.Direction.DOWN));
            time(
                    "down from the image of all",
                    () -> walk(store, index, digest("image").value(), LedgerIndex.Direction.DOWN));
        }
    }

    private interface Measured {
        int run() throws Exception;
    }

    private static void time(String what, Measured measured) throws Exception {
        long start = System.nanoTime();
        int found = measured.run();
        System.out.printf("%s: %d in %d ms%n", what, found, (System.nanoTime() - start) / 1_000_000);
    }

    private static int walk(LedgerStore store, LedgerIndex index, String what, LedgerIndex.Direction direction)
            throws Exception {
        Graph graph = Graph.walk(
                index,
                what,
                direction,
                new Question(what).starts(index, new Frames(store), new Vehicles(null), direction));
        return TreeText.of(graph).isEmpty() ? 0 : graph.made().size();
    }

    private Digest dataset(int number, Digest before) throws Exception {
        Digest rows = digest("dataset " + number);
        List<Resource> used =
                new ArrayList<>(List.of(Resource.place(Ledger.RECORDINGS, "s3://raw/%d/".formatted(number))));
        // Chains of ten versions.
        if (before != null && number % 10 != 0) {
            used.add(Resource.of(Ledger.DATASET, before));
        }
        write(Making.DATASET, "Dataset", "dataset-" + number, Subject.of(Ledger.DATASET, rows, null), used);
        return rows;
    }

    /** A model, its report, its release and its bundle. */
    private void trained(int dataset, int run, Digest rows) throws Exception {
        String name = "run-%d-%d".formatted(dataset, run);
        Digest model = digest("model " + name);
        Digest report = digest("report " + name);
        Digest release = digest("release " + name);
        write(
                Making.MODEL,
                "TrainingRun",
                name,
                Subject.of(Ledger.MODEL, model, null),
                List.of(Resource.of(Ledger.DATASET, rows), Resource.of("image", digest("image"))));
        write(
                Making.REPORT,
                "Evaluation",
                name,
                Subject.of(Ledger.REPORT, report, null),
                List.of(Resource.of(Ledger.MODEL, model), Resource.of(Ledger.DATASET, rows)));
        write(
                Making.RELEASE,
                "EdgeRelease",
                name,
                Subject.of(Ledger.RELEASE, release, null),
                List.of(Resource.of(Ledger.MODEL, model), Resource.of(Ledger.REPORT, report)));
        Digest bundle = digest("bundle " + name);
        write(
                Making.BUNDLE,
                "EdgeRelease",
                name,
                Subject.of(Ledger.BUNDLE, bundle, null),
                List.of(Resource.of(Ledger.MODEL, model), Resource.of(Ledger.RELEASE, release)));
        bundles.add(bundle);
    }

    private void write(Making making, String kind, String name, Subject subject, List<Resource> used) throws Exception {
        byte[] bytes = Documents.write(InTotoStatement.of(
                List.of(subject),
                Provenance.PREDICATE_TYPE,
                new Provenance(
                        new Provenance.BuildDefinition(
                                making.uri(),
                                new Provenance.ExternalParameters(
                                        new Provenance.DeclaredObject(kind, "vision", name), Map.of(), null),
                                used),
                        new Provenance.RunDetails(
                                Provenance.Builder.OPERATOR, new Provenance.Metadata(name), List.of()))));
        Files.write(store.resolve(Digest.of(bytes).hex()), bytes);
        written++;
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
