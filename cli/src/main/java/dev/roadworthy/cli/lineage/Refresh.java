package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Outage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Takes into the index what the store has and the index has not. Each statement is read once. */
final class Refresh {

    /** Statements that are read at a time, and written together. */
    private static final int BATCH = 1000;

    private static final int READERS = 16;

    private final LedgerStore store;
    private final LedgerIndex index;

    Refresh(LedgerStore store, LedgerIndex index) {
        this.store = store;
        this.index = index;
    }

    /** A statement that was read. */
    private record Loaded(Entry entry, String body) {}

    /**
     * Takes in what is new.
     *
     * @return what could not be taken in, a sentence each: statements, reports and reviews that are missing or damaged
     */
    List<String> run() throws StepException, SQLException, IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        Set<String> known = index.statements();
        List<String> lacking = store.statements().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        for (int from = 0; from < lacking.size(); from += BATCH) {
            load(lacking.subList(from, Math.min(from + BATCH, lacking.size())), faults);
        }
        for (String report : index.unreadReports()) {
            rides(report, faults);
        }
        for (String review : index.unreadReviews()) {
            labellers(review, faults);
        }
        return faults;
    }

    private void load(List<String> names, List<String> faults)
            throws SQLException, StepException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Callable<Loaded>> reads = names.stream()
                    .map(name -> (Callable<Loaded>) () -> read(name))
                    .toList();
            for (Future<Loaded> read : readers.invokeAll(reads)) {
                try {
                    Loaded loaded = read.get();
                    entries.add(loaded.entry());
                    bodies.add(loaded.body());
                } catch (ExecutionException e) {
                    faults.add(fault(e));
                }
            }
        }
        index.add(entries, bodies);
    }

    /** What is wrong with a statement is its own; a store that is away is everybody's. */
    private static String fault(ExecutionException e) throws StepException {
        if (e.getCause() instanceof LineageException damaged) {
            return String.valueOf(damaged.getMessage());
        }
        if (e.getCause() instanceof StepException away) {
            throw away;
        }
        throw new IllegalStateException("a statement could not be read", e.getCause());
    }

    private Loaded read(String name) throws StepException, LineageException {
        byte[] body = store.statement(name);
        try {
            return new Loaded(Entry.read(body), new String(body, StandardCharsets.UTF_8));
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            throw LineageException.damaged("%s is no statement: %s".formatted(store.uri(name), e.getMessage()));
        }
    }

    private void rides(String report, List<String> faults) throws StepException, SQLException, IOException {
        Optional<DatasetReport> read = document(
                report,
                DatasetReport.class,
                DatasetReport.FORMAT,
                why -> faults.add("the rides of report %s are unknown: %s".formatted(report, why)));
        if (read.isPresent()) {
            index.addRides(
                    report,
                    read.get().rides().stream()
                            .filter(ride -> ride.kept() > 0)
                            .map(DatasetReport.RideReport::ride)
                            .toList());
        }
    }

    private void labellers(String review, List<String> faults) throws StepException, SQLException, IOException {
        Optional<CollectResult> read = document(
                review,
                CollectResult.class,
                CollectResult.FORMAT,
                why -> faults.add("who drew the labels of review %s is unknown: %s".formatted(review, why)));
        if (read.isPresent()) {
            Map<String, String> words = new TreeMap<>();
            Objects.requireNonNullElse(read.get().labellers(), List.<CollectResult.Labeller>of())
                    .forEach(labeller -> words.put(labeller.pseudonym(), words(labeller)));
            index.addLabellers(review, words);
        }
    }

    private static String words(CollectResult.Labeller labeller) {
        String gold = labeller.union() == 0
                ? ""
                : ", IoU %s on %d known"
                        .formatted(
                                BigDecimal.valueOf(labeller.intersection())
                                        .divide(BigDecimal.valueOf(labeller.union()), 4, RoundingMode.DOWN)
                                        .toPlainString(),
                                labeller.gold());
        return "%s (%d masks%s)".formatted(labeller.pseudonym(), labeller.masks(), gold);
    }

    /** A document among the artifacts; empty, and told, where it is missing or damaged. */
    private <T extends Record> Optional<T> document(String digest, Class<T> type, int format, Consumer<String> fault)
            throws StepException, IOException {
        try {
            return Optional.of(Documents.read(store.document(new Digest(digest)), type, format));
        } catch (StepException e) {
            if (!e.is(Outage.ArtifactMissing)) {
                throw e;
            }
            fault.accept(String.valueOf(e.getMessage()));
        } catch (LineageException | MalformedDocumentException e) {
            fault.accept(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
