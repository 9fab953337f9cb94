package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph as a Mermaid flow chart, which Git hosts draw: from what is used to what is made. */
final class MermaidText {

    private MermaidText() {}

    static String of(Graph graph) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, List<String>> makers = graph.makers();
        Map<String, String> leaves = new LinkedHashMap<>();
        StringBuilder arrows = new StringBuilder();
        graph.made().forEach((statement, making) -> {
            text.append("  %s[\"%s<br>%s<br>%s\"]%n"
                    .formatted(
                            node(statement),
                            making.main().name(),
                            making.main().sha256().abbreviated(),
                            label(making.object().toString())));
            List<BundleVehicles.Vehicle> vehicles =
                    graph.vehicles().get(making.main().sha256().value());
            if (vehicles != null && !vehicles.isEmpty()) {
                text.append("  v%s([\"%d vehicles\"])%n".formatted(node(statement), vehicles.size()));
                arrows.append("  %s --> v%s%n".formatted(node(statement), node(statement)));
            }
            for (Graph.Used used : graph.used(making, makers)) {
                used.makers().forEach(maker -> arrows.append("  %s --> %s%n".formatted(node(maker), node(statement))));
                if (used.makers().isEmpty() && graph.direction() == LedgerIndex.Direction.UP) {
                    String leaf = leaves.computeIfAbsent(Names.of(used.resource()), _ -> "u" + leaves.size());
                    text.append("  %s([\"%s<br>%s\"])%n"
                            .formatted(leaf, label(used.resource().name()), label(shortened(used.resource()))));
                    arrows.append("  %s --> %s%n".formatted(leaf, node(statement)));
                }
            }
        });
        return text.append(arrows).toString();
    }

    private static String node(String statement) {
        return "s" + new Digest(statement).abbreviated();
    }

    private static String shortened(Resource resource) {
        Digest sha256 = resource.sha256();
        return sha256 == null ? Names.of(resource) : sha256.abbreviated();
    }

    private static String label(String text) {
        return text.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
