package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.Provenance.Making;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A store with many statements. Each dataset extends the one before, in chains of ten, and has twenty trainings, each to its
 * bundle: the image is behind nearly all of them.
 */
final class LargeLedger {

    private static final int TRAININGS_A_DATASET = 20;

    private final Path store;
    private final List<Digest> bundles = new ArrayList<>();
    private int written;

    private LargeLedger(Path store) throws IOException {
        this.store = Files.createDirectories(store.resolve(Ledger.FOLDER));
    }

    /** Lays one out in an empty folder, with at least so many statements. */
    static LargeLedger in(Path store, int statements) throws IOException {
        LargeLedger ledger = new LargeLedger(store);
        Digest dataset = null;
        for (int i = 0; ledger.written < statements; i++) {
            dataset = ledger.dataset(i, dataset);
            for (int run = 0; run < TRAININGS_A_DATASET; run++) {
                ledger.trained(i, run, dataset);
            }
        }
        return ledger;
    }

    int statements() {
        return written;
    }

    /** The folder with the statements. */
    Path folder() {
        return store;
    }

    /** What was made last, from one dataset of a chain. */
    String newestBundle() {
        return bundles.getLast().value();
    }

    /** Recordings that a whole chain is made of. */
    String recordings() {
        return "s3://raw/0/";
    }

    /** What every model is made of. */
    String image() {
        return digest("image").value();
    }

    private Digest dataset(int number, Digest before) throws IOException {
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
    private void trained(int dataset, int run, Digest rows) throws IOException {
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

    private void write(Making making, String kind, String name, Subject subject, List<Resource> used)
            throws IOException {
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
