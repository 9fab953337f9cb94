package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is reached from what was asked for.
 *
 * @param asked as it was asked
 * @param starts the statements that it means, by digest
 * @param made all that is reached, by the digest of the statement, in the order of these
 * @param verdicts on the models among them, by the digest of the model
 * @param rides of the datasets among them, by the digest of the statement
 * @param labellers of the labels among them, by the digest of the statement: who drew how many masks, and how well
 * @param vehicles that have run the bundles among them, by the digest of the bundle; without those that nobody was asked about
 */
record Graph(
        String asked,
        Direction direction,
        List<String> starts,
        Map<String, Entry.Made> made,
        Map<String, List<Entry.Judged>> verdicts,
        Map<String, List<String>> rides,
        Map<String, List<String>> labellers,
        Map<String, List<BundleVehicles.Vehicle>> vehicles) {

    /**
     * A thing that was used, and by whose making it is there.
     *
     * @param makers digests of statements; empty for what nobody in the ledger has made
     */
    record Used(Resource resource, List<String> makers) {}

    /** Walks from these statements. */
    static Graph walk(LedgerIndex index, String asked, Direction direction, List<String> starts)
            throws SQLException, LineageException {
        Map<String, Entry.Made> made = new LinkedHashMap<>();
        Map<String, List<String>> rides = new LinkedHashMap<>();
        for (Entry entry : index.reached(starts, direction)) {
            if (entry instanceof Entry.Made making) {
                made.put(making.digest().value(), making);
            }
        }
        for (Entry.Made making : made.values()) {
            if (making.main().name().equals(Ledger.DATASET) && direction == Direction.UP) {
                for (Subject subject : making.subjects()) {
                    if (subject.name().equals(Ledger.REPORT)) {
                        rides.put(
                                making.digest().value(),
                                index.rides(subject.sha256().value()));
                    }
                }
            }
        }
        Map<String, List<String>> labellers = new LinkedHashMap<>();
        for (Entry.Made making : made.values()) {
            if (making.main().name().equals(Ledger.LABELS)) {
                labellers.put(
                        making.digest().value(), index.labellers(making.digest().value()));
            }
        }
        Map<String, List<Entry.Judged>> verdicts = new LinkedHashMap<>();
        for (Entry entry : index.verdicts(List.copyOf(made.keySet()))) {
            if (entry instanceof Entry.Judged judged) {
                verdicts.computeIfAbsent(judged.subjects().getFirst().sha256().value(), _ -> new ArrayList<>())
                        .add(judged);
            }
        }
        return new Graph(asked, direction, starts, made, verdicts, rides, labellers, Map.of());
    }

    /** The same with vehicles. */
    Graph with(Map<String, List<BundleVehicles.Vehicle>> known) {
        return new Graph(asked, direction, starts, made, verdicts, rides, labellers, known);
    }

    /** What a making has used, each thing once; what one statement has made together is one thing. */
    List<Used> used(Entry.Made making, Map<String, List<String>> makers) {
        List<Used> used = new ArrayList<>();
        Set<List<String>> seen = new LinkedHashSet<>();
        for (Resource resource : making.used()) {
            List<String> by = makers.getOrDefault(Names.of(resource), List.of()).stream()
                    .filter(maker -> !maker.equals(making.digest().value()))
                    .toList();
            if (by.isEmpty() || seen.add(by)) {
                used.add(new Used(resource, by));
            }
        }
        return used;
    }

    /** By which statements each digest was made. */
    Map<String, List<String>> makers() {
        Map<String, List<String>> makers = new HashMap<>();
        made.forEach((statement, making) -> making.subjects()
                .forEach(subject -> makers.computeIfAbsent(subject.sha256().value(), _ -> new ArrayList<>())
                        .add(statement)));
        return makers;
    }

    /** From a statement to those which lie next in the direction of the walk. */
    Map<String, List<String>> next() {
        Map<String, List<String>> makers = makers();
        Map<String, Set<String>> next = new LinkedHashMap<>();
        made.forEach((statement, making) -> used(making, makers).stream()
                .flatMap(used -> used.makers().stream())
                .forEach(maker -> {
                    boolean up = direction == Direction.UP;
                    next.computeIfAbsent(up ? statement : maker, _ -> new LinkedHashSet<>())
                            .add(up ? maker : statement);
                }));
        // A title takes longer to make than to compare.
        Map<String, String> titles = new HashMap<>();
        made.keySet().forEach(statement -> titles.put(statement, title(statement)));
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        next.forEach((from, to) -> sorted.put(
                from, to.stream().sorted(Comparator.comparing(titles::get)).toList()));
        return sorted;
    }

    /** One line for a making: what, its digest, who declared it. */
    String title(String statement) {
        Entry.Made making = Objects.requireNonNull(made.get(statement));
        return making.main().name() + " " + making.main().sha256() + "  " + making.object();
    }
}
