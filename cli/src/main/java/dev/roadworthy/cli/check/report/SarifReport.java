package dev.roadworthy.cli.check.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import java.net.URI;
import java.net.URISyntaxException;

/** What is wrong, in the Static Analysis Results Interchange Format 2.1.0 (OASIS). */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    /** The root of the repository, by the name that code scanning knows. */
    private static final String ROOT = "%SRCROOT%";

    private SarifReport() {}

    static String of(Report report) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ArrayNode rules = run.putObject("tool")
                .putObject("driver")
                .put("name", "roadworthy check")
                .putArray("rules");
        for (Rule rule : Rule.values()) {
            rules.addObject().put("id", rule.id()).putObject("shortDescription").put("text", rule.description());
        }
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        report.findings().forEach(finding -> put(results.addObject(), finding));
        return JsonReport.line(log);
    }

    private static void put(ObjectNode result, Finding finding) {
        result.put("ruleId", finding.rule().id())
                .put("level", finding.level() == Level.ERROR ? "error" : "warning")
                .putObject("message")
                .put("text", finding.message());
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation")
                .put("uri", uri(finding.place().path()))
                .put("uriBaseId", ROOT);
        physical.putObject("region").put("startLine", finding.place().line());
        if (finding.object() != null) {
            location.putArray("logicalLocations")
                    .addObject()
                    .put(
                            "fullyQualifiedName",
                            "%s/%s".formatted(finding.object().namespace(), finding.object()));
        }
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path of a repository: " + path, e);
        }
    }
}
