package dev.roadworthy.cli.check.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.cli.check.plan.Change;
import dev.roadworthy.cli.check.plan.FieldChange;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.manifest.Place;
import dev.roadworthy.cli.object.ObjectName;
import java.util.Locale;

/** All that a report says. Members are added to it, and none is taken away or gets another meaning. */
final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    static String of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("folder", report.folder()).put("from", report.before()).put("to", report.after());
        json.putObject("summary")
                .put("changes", report.plan().changes().size())
                .put("errors", report.count(Level.ERROR))
                .put("warnings", report.count(Level.WARNING))
                .put("labels", report.plan().labels())
                .put("gpuHours", report.plan().gpuHours())
                .put("gpuHoursUnknown", report.plan().withoutHistory());
        ArrayNode changes = json.putArray("changes");
        report.plan().changes().forEach(change -> put(changes.addObject(), change));
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> put(findings.addObject(), finding));
        ArrayNode unchecked = json.putArray("notChecked");
        report.unchecked().forEach(unchecked::add);
        return line(json);
    }

    /** Indented, for people too. */
    static String line(ObjectNode json) {
        return json.toPrettyString() + "\n";
    }

    private static void put(ObjectNode json, Change change) {
        put(json, change.object(), change.place());
        json.put("action", word(change.action()));
        if (change.before() != null) {
            json.put("before", change.before().target().name());
        }
        json.put("effect", word(change.effect().type()))
                .put("why", change.effect().why());
        ArrayNode fields = json.putArray("fields");
        for (FieldChange field : change.fields()) {
            ObjectNode one = fields.addObject().put("path", field.path());
            if (!field.before().isMissingNode()) {
                one.set("before", field.before());
            }
            if (!field.after().isMissingNode()) {
                one.set("after", field.after());
            }
        }
        change.cost().gpuHours().ifPresent(hours -> json.put("gpuHours", hours));
        if (change.cost().labels() > 0) {
            json.put("labels", change.cost().labels());
        }
        json.set("details", JSON.valueToTree(change.details()));
    }

    private static void put(ObjectNode json, Finding finding) {
        if (finding.object() == null) {
            json.put("file", finding.place().path()).put("line", finding.place().line());
        } else {
            put(json, finding.object(), finding.place());
        }
        json.put("rule", finding.rule().id())
                .put("level", word(finding.level()))
                .put("message", finding.message());
    }

    private static void put(ObjectNode json, ObjectName object, Place place) {
        json.put("namespace", object.namespace())
                .put("kind", object.target().kind().label())
                .put("name", object.target().name())
                .put("file", place.path())
                .put("line", place.line());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
