package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Provenance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph as a tree for people. What stands there already is not opened again. */
final class TreeText {

    private static final int RIDES = 20;

    private final Graph graph;
    private final Map<String, List<String>> makers;
    private final Map<String, List<String>> next;
    private final Set<String> opened = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private TreeText(Graph graph) {
        this.graph = graph;
        this.makers = graph.makers();
        this.next = graph.next();
    }

    /** A line below another: a making, or only words. */
    private sealed interface Branch {
        record Making(String statement) implements Branch {}

        record Words(String words) implements Branch {}
    }

    static String of(Graph graph) {
        TreeText tree = new TreeText(graph);
        tree.text.append(graph.asked()).append('\n');
        tree.branches(
                "",
                graph.starts().stream()
                        .map(statement -> (Branch) new Branch.Making(statement))
                        .toList());
        return tree.text.toString();
    }

    private void branches(String indent, List<Branch> branches) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            text.append(indent).append(last ? "└─ " : "├─ ");
            switch (branches.get(i)) {
                case Branch.Words(String words) -> text.append(words).append('\n');
                case Branch.Making(String statement) -> {
                    boolean isNew = opened.add(statement);
                    text.append(graph.title(statement))
                            .append(isNew ? "" : "  (above)")
                            .append('\n');
                    if (isNew) {
                        branches(indent + (last ? "   " : "│  "), below(statement));
                    }
                }
            }
        }
    }

    private List<Branch> below(String statement) {
        Entry.Made making = Objects.requireNonNull(graph.made().get(statement));
        List<Branch> branches = new ArrayList<>(facts(making));
        if (graph.direction() == Direction.DOWN) {
            next.getOrDefault(statement, List.of()).forEach(each -> branches.add(new Branch.Making(each)));
            return branches;
        }
        for (Graph.Used used : graph.used(making, makers)) {
            if (used.makers().isEmpty()) {
                branches.add(new Branch.Words(
                        "%s %s%s".formatted(used.resource().name(), Names.of(used.resource()), place(used))));
            } else {
                used.makers().forEach(maker -> branches.add(new Branch.Making(maker)));
            }
        }
        List<String> rides = graph.rides().getOrDefault(statement, List.of());
        if (!rides.isEmpty()) {
            branches.add(new Branch.Words("%d rides: %s%s"
                    .formatted(
                            rides.size(),
                            rides.stream().limit(RIDES).collect(Collectors.joining(", ")),
                            rides.size() > RIDES ? ", … (--output json has all)" : "")));
        }
        return branches;
    }

    private static String place(Graph.Used used) {
        String uri = used.resource().uri();
        return uri == null || used.resource().digest() == null ? "" : "  " + uri;
    }

    private List<Branch> facts(Entry.Made making) {
        List<Branch> facts = new ArrayList<>();
        Map<String, String> values = making.parameters().values();
        if (values.containsKey("line")) {
            facts.add(new Branch.Words("%s %s, the %s. of its line"
                    .formatted(values.get("line"), values.get("version"), values.get("counter"))));
        }
        List<BundleVehicles.Vehicle> vehicles =
                graph.vehicles().get(making.main().sha256().value());
        if (vehicles != null) {
            facts.add(new Branch.Words(Vehicles.words(vehicles)));
        }
        List<String> labellers = graph.labellers().getOrDefault(making.digest().value(), List.of());
        if (!labellers.isEmpty()) {
            facts.add(new Branch.Words("drawn by " + String.join(", ", labellers)));
        }
        Provenance.Approval approval = making.parameters().approval();
        if (approval != null) {
            facts.add(new Branch.Words(approval(approval)));
        }
        graph.verdicts()
                .getOrDefault(making.main().sha256().value(), List.of())
                .forEach(judged -> facts.add(
                        new Branch.Words("%s: %s".formatted(judged.result().result(), gates(judged)))));
        return facts;
    }

    /** An approval in words. */
    static String approval(Provenance.Approval approval) {
        if (approval.approvers() == null) {
            return "approved by the field of its spec, candidate %s".formatted(approval.candidate());
        }
        return "approved by %s in %s, candidate %s"
                .formatted(
                        approval.approvers().stream()
                                .map(Provenance.Approver::name)
                                .collect(Collectors.joining(", ")),
                        approval.pullRequest(),
                        approval.candidate());
    }

    /** Gates in words, those that are not kept first. */
    static String gates(Entry.Judged judged) {
        List<String> gates = new ArrayList<>(judged.result().failedTests());
        gates.addAll(judged.result().warnedTests());
        gates.addAll(judged.result().passedTests());
        return String.join("; ", gates);
    }
}
