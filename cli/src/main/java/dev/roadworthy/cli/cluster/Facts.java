package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.object.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What is known of an object that another of its kind can be compared with: words by the name of their field, each in the
 * part that it plays.
 */
record Facts(Map<Part, Map<String, String>> fields) {

    /** The part that a field plays. */
    enum Part {
        /** It decides the result. */
        INPUT,
        /** How the result comes about, or is judged: the result itself does not depend on it. */
        MEANS,
        RESULT
    }

    // As docs/ has them for each kind.
    private static final Map<String, String> DEFAULTS =
            Map.of("spec.seed", "0", "spec.split", "test", "spec.threads", "2");

    // Of a status: places move, and names are no join, since two names may be of the same thing.
    private static final Set<String> LEFT_OUT =
            Set.of("manifest", "uri", "manifestBytes", "sourceSecret", "examples", "name");

    private static final Map<Kind, Map<Part, List<String>>> PATHS = Map.of(
            Kind.DATASET,
            Map.of(
                    Part.INPUT,
                    List.of(
                            "spec.source",
                            "spec.classes",
                            "spec.split",
                            "spec.slices",
                            "status.inputs.extends",
                            "status.inputs.labelsFrom"),
                    Part.MEANS,
                    List.of("spec.checks", "spec.resources"),
                    Part.RESULT,
                    List.of(
                            "status.digest",
                            "status.frames",
                            "status.labelled",
                            "status.rides",
                            "status.splits",
                            "status.slices",
                            "status.checks")),
            Kind.ANNOTATION_JOB,
            Map.of(
                    Part.INPUT,
                    List.of("status.dataset", "spec.select", "spec.tool"),
                    Part.MEANS,
                    List.of("spec.quality"),
                    Part.RESULT,
                    List.of(
                            "status.tasks.selection",
                            "status.tasks.total",
                            "status.tasks.labelled",
                            "status.agreement",
                            "status.labels")),
            Kind.TRAINING_RUN,
            Map.of(
                    Part.INPUT,
                    List.of(
                            "status.dataset",
                            "spec.image",
                            "spec.code.commit",
                            "spec.command",
                            "spec.parameters",
                            "spec.seed"),
                    Part.MEANS,
                    List.of(
                            "spec.resources",
                            "spec.nodeSelector",
                            "spec.tolerations",
                            "spec.runtimeClassName",
                            "spec.failurePolicy",
                            "spec.deadline"),
                    Part.RESULT,
                    List.of("status.model", "status.gpuSeconds")),
            Kind.EVALUATION,
            Map.of(
                    Part.INPUT,
                    List.of(
                            "status.pins.model",
                            "status.pins.baseline",
                            "status.pins.dataset",
                            "spec.split",
                            "status.pins.slices",
                            "spec.seed",
                            "spec.threads"),
                    Part.MEANS,
                    List.of("spec.resources"),
                    Part.RESULT,
                    List.of("status.verdict", "status.gates", "status.worst", "status.report")),
            Kind.EDGE_RELEASE,
            Map.of(
                    Part.INPUT,
                    List.of(
                            "status.evidence.model",
                            "status.evidence.evaluations",
                            "status.evidence.policy",
                            "status.evidence.lineage",
                            "spec.compatibility",
                            "spec.line",
                            "spec.version"),
                    Part.MEANS,
                    List.of("spec.approval.required", "spec.approval.approvers", "spec.rollout"),
                    Part.RESULT,
                    List.of(
                            "status.candidate",
                            "status.approval.approvers",
                            "status.signature.counter",
                            "status.signature.keyId",
                            "status.bundle",
                            "status.rollout")));

    /** Those of an object, from its manifest and its status. */
    static Facts of(Kind kind, JsonNode object) {
        Map<Part, Map<String, String>> fields = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            Map<String, String> found = new LinkedHashMap<>();
            for (String path : paths(kind, part)) {
                JsonNode node = object.at("/" + path.replace('.', '/'));
                if (node.isMissingNode()) {
                    if (DEFAULTS.containsKey(path)) {
                        found.put(path, DEFAULTS.get(path));
                    }
                } else {
                    flatten(path, node, found);
                }
            }
            fields.put(part, found);
        }
        return new Facts(fields);
    }

    private static List<String> paths(Kind kind, Part part) {
        return PATHS.getOrDefault(kind, Map.of()).getOrDefault(part, List.of());
    }

    /** With more of a part. */
    Facts and(Part part, Map<String, String> more) {
        Map<Part, Map<String, String>> all = new LinkedHashMap<>();
        fields.forEach((each, known) -> all.put(each, new LinkedHashMap<>(known)));
        all.computeIfAbsent(part, _ -> new LinkedHashMap<>()).putAll(more);
        return new Facts(all);
    }

    /** Each leaf by its path. Elements are named by their name or by what they measure, where they have one. */
    private static void flatten(String path, JsonNode node, Map<String, String> found) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> path.startsWith("spec.") || !LEFT_OUT.contains(field.getKey()))
                    .forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                JsonNode element = node.get(i);
                if (element.has("metric")) {
                    found.put("%s[%s]".formatted(path, measured(element)), words(element));
                } else {
                    flatten("%s[%s]".formatted(path, element(path, element, i)), element, found);
                }
            }
        } else {
            found.put(path, node.asText());
        }
    }

    private static String element(String path, JsonNode element, int index) {
        // What a reference or an approver is called is a fact of its own, or none.
        boolean called =
                element.path("name").isTextual() && !path.endsWith("evaluations") && !path.contains(".inputs.");
        return called ? element.path("name").asText() : String.valueOf(index);
    }

    private static String measured(JsonNode gate) {
        StringJoiner what = new StringJoiner(" ");
        what.add(gate.path("metric").asText());
        if (gate.has("class")) {
            what.add("of " + gate.path("class").asText());
        }
        if (gate.has("slice")) {
            what.add("in " + gate.path("slice").asText());
        }
        // The same may have a limit of its own and one beside a baseline.
        return gate.path("limit").asText().startsWith("maxRegression")
                ? what.add("less the baseline's").toString()
                : what.toString();
    }

    /** A measured value with its interval, its limit and what it came to, as far as there are such. */
    private static String words(JsonNode gate) {
        StringBuilder words = new StringBuilder(gate.path("value").asText("nothing measured"));
        if (gate.has("low")) {
            words.append(" [%s, %s]"
                    .formatted(gate.path("low").asText(), gate.path("high").asText()));
        }
        if (gate.has("limit")) {
            words.append(", %s: %s"
                    .formatted(gate.path("limit").asText(), gate.path("result").asText()));
        }
        return words.toString();
    }
}
