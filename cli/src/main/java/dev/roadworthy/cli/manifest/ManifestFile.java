package dev.roadworthy.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What a file declares: documents one behind the other, and the items of lists. */
record ManifestFile(List<Declared> objects, List<Mistake> mistakes) {

    /** What is longer is no field of a manifest. */
    private static final int LONGEST_POINTER = 2000;

    private static final ObjectMapper JSON = new ObjectMapper();

    static ManifestFile of(SourceFile file, String namespace) {
        Reading reading = new Reading(file, namespace);
        reading.documents();
        return new ManifestFile(reading.objects, reading.mistakes);
    }

    private static final class Reading {

        private final SourceFile file;
        private final String namespace;
        private final LoadSettings settings;
        private final List<Declared> objects = new ArrayList<>();
        private final List<Mistake> mistakes = new ArrayList<>();

        private Reading(SourceFile file, String namespace) {
            this.file = file;
            this.namespace = namespace;
            this.settings = LoadSettings.builder()
                    .setLabel(file.path())
                    .setSchema(new CoreSchema())
                    .setUseMarks(true)
                    // Read in one go: where the end of its buffer parts a surrogate pair, snakeyaml-engine 3.0.1 fails.
                    .setBufferSize(file.text().length() + 1)
                    .build();
        }

        private void documents() {
            // YAML refuses the tabs of JSON; a blank is as long.
            String text = file.path().endsWith(".json") ? file.text().replace('\t', ' ') : file.text();
            try {
                new Compose(settings).composeAllFromString(text).forEach(this::document);
            } catch (MarkedYamlEngineException e) {
                unreadable(e.getProblemMark().map(Mark::getLine).orElse(0) + 1, e.getProblem());
            } catch (YamlEngineException | IllegalArgumentException e) {
                unreadable(1, String.valueOf(e.getMessage()));
            }
        }

        private void unreadable(int line, String why) {
            mistakes.add(new Mistake(
                    Mistake.Type.FILE,
                    new Place(file.path(), line),
                    null,
                    "it is no YAML: %s; a template has to be rendered before it is read".formatted(why)));
        }

        private void document(Node node) {
            Map<String, Integer> lines = new HashMap<>();
            locate(node, "", lines);
            Object value = new StandardConstructor(settings).constructSingleDocument(Optional.of(node));
            JsonNode body = JSON.valueToTree(value);
            if (node instanceof MappingNode mapping
                    && body.path("kind").asText().equals("List")) {
                items(mapping, body.path("items"));
            } else {
                object(lines, body);
            }
        }

        private void items(MappingNode list, JsonNode bodies) {
            for (NodeTuple field : list.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode key
                        && "items".equals(key.getValue())
                        && field.getValueNode() instanceof SequenceNode items) {
                    for (int i = 0; i < items.getValue().size(); i++) {
                        Map<String, Integer> lines = new HashMap<>();
                        locate(items.getValue().get(i), "", lines);
                        object(lines, bodies.path(i));
                    }
                }
            }
        }

        private void object(Map<String, Integer> lines, JsonNode body) {
            String apiVersion = body.path("apiVersion").asText();
            if (!apiVersion.startsWith(Kind.DATASET.group() + "/")) {
                return;
            }
            Optional<Kind> kind = Kind.of(apiVersion, body.path("kind").asText());
            JsonNode name = body.path("metadata").path("name");
            if (kind.isEmpty()) {
                refuse(
                        lines,
                        "/kind",
                        "there is no kind '%s'; there are %s"
                                .formatted(
                                        body.path("kind").asText(),
                                        Arrays.stream(Kind.values())
                                                .map(Kind::label)
                                                .collect(Collectors.joining(", "))));
            } else if (!name.isTextual() || name.asText().isEmpty()) {
                refuse(lines, "/metadata", "metadata.name is missing; a manifest names its object");
            } else {
                objects.add(new Declared(
                        new ObjectName(
                                body.path("metadata").path("namespace").asText(namespace),
                                new Target(kind.get(), name.asText())),
                        body,
                        file.path(),
                        lines));
            }
        }

        private void refuse(Map<String, Integer> lines, String pointer, String message) {
            int line = lines.getOrDefault(pointer, lines.getOrDefault("", 1));
            mistakes.add(new Mistake(Mistake.Type.OBJECT, new Place(file.path(), line), null, message));
        }

        private static void locate(Node node, String pointer, Map<String, Integer> lines) {
            if (pointer.length() > LONGEST_POINTER) {
                throw new IllegalArgumentException("it is nested too deeply, or holds itself by an alias");
            }
            lines.putIfAbsent(pointer, line(node));
            if (node instanceof MappingNode mapping) {
                for (NodeTuple field : mapping.getValue()) {
                    if (field.getKeyNode() instanceof ScalarNode key) {
                        String below = pointer + "/"
                                + key.getValue().replace("~", "~0").replace("/", "~1");
                        lines.put(below, line(key));
                        locate(field.getValueNode(), below, lines);
                    }
                }
            } else if (node instanceof SequenceNode sequence) {
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    locate(sequence.getValue().get(i), pointer + "/" + i, lines);
                }
            }
        }

        private static int line(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        }
    }
}
