package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Provenance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A graph as a page that needs nothing but itself: a section a making, with links to what it was made of. */
final class PageHtml {

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            section { border-top: 1px solid #bbb; padding: .5rem 0; }
            code { overflow-wrap: anywhere; }
            dt { font-weight: 600; }
            dd { margin: 0 0 .4rem 1rem; }
            """;

    private final Graph graph;
    private final Map<String, List<String>> makers;
    private final StringBuilder html = new StringBuilder();

    private PageHtml(Graph graph) {
        this.graph = graph;
        this.makers = graph.makers();
    }

    static String of(Graph graph) {
        return new PageHtml(graph).page();
    }

    private String page() {
        String title = "%s %s"
                .formatted(
                        graph.direction() == Direction.UP ? "What is it made of:" : "What is made of it:",
                        graph.asked());
        html.append(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>\n<style>\n%s</style></head>\n<body><h1>%s</h1>\n"
                        .formatted(text(title), STYLE, text(title)));
        html.append("<p>%d makings; it begins with %s.</p>\n"
                .formatted(
                        graph.made().size(),
                        String.join(
                                ", ", graph.starts().stream().map(this::link).toList())));
        graph.made().forEach(this::section);
        return html.append("</body></html>\n").toString();
    }

    private void section(String statement, Entry.Made making) {
        html.append("<section id=\"%s\"><h2>%s of %s</h2>\n<dl>\n"
                .formatted(
                        text(statement),
                        text(making.main().name()),
                        text(making.object().toString())));
        for (Subject subject : making.subjects()) {
            fact(subject.name(), "<code>%s</code>".formatted(subject.sha256()));
        }
        new TreeMap<>(making.parameters().values()).forEach((name, value) -> fact(name, text(value)));
        List<BundleVehicles.Vehicle> vehicles =
                graph.vehicles().get(making.main().sha256().value());
        if (vehicles != null) {
            fact("vehicles", text(Vehicles.words(vehicles)));
        }
        Provenance.Approval approval = making.parameters().approval();
        if (approval != null) {
            fact("approval", text(TreeText.approval(approval)));
        }
        graph.verdicts()
                .getOrDefault(making.main().sha256().value(), List.of())
                .forEach(judged -> fact(judged.result().result(), text(TreeText.gates(judged))));
        for (Graph.Used used : graph.used(making, makers)) {
            fact(
                    "made of " + used.resource().name(),
                    used.makers().isEmpty()
                            ? "<code>%s</code>".formatted(text(Names.of(used.resource())))
                            : String.join(
                                    ", ", used.makers().stream().map(this::link).toList()));
        }
        List<String> labellers = graph.labellers().getOrDefault(statement, List.of());
        if (!labellers.isEmpty()) {
            fact("drawn by", text(String.join(", ", labellers)));
        }
        List<String> rides = graph.rides().getOrDefault(statement, List.of());
        if (!rides.isEmpty()) {
            fact("%d rides".formatted(rides.size()), text(String.join(", ", rides)));
        }
        html.append("</dl></section>\n");
    }

    private void fact(String name, String value) {
        html.append("<dt>%s</dt><dd>%s</dd>\n".formatted(text(name), value));
    }

    private String link(String statement) {
        return "<a href=\"#%s\">%s</a>".formatted(text(statement), text(graph.title(statement)));
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
