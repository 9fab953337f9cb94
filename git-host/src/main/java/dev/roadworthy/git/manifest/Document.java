package dev.roadworthy.git.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A document as it was parsed.
 *
 * @param root empty where there are only comments
 * @param events all that it says without where: two documents that say the same have equal ones
 * @param shared the nodes that an alias names: to change one is to change it in several places
 */
record Document(Optional<Node> root, List<Said> events, List<Node> shared) {

    /** A manifest has some dozens at most. */
    private static final int MOST_DEPTH = 100;
    /** Etcd takes no object above 1.5 MiB; a list of some has less than this. It bounds the memory for a document. */
    private static final int MOST_EVENTS = 500_000;

    static Document parse(YamlFile file, YamlFile.Part part) throws MalformedYaml {
        // YAML refuses the tabs of JSON; a blank is as long.
        String text = file.path().endsWith(".json") ? file.textOf(part).replace('\t', ' ') : file.textOf(part);
        try {
            return new Reading(text, part.start()).document();
        } catch (MarkedYamlEngineException e) {
            int line = file.line(part.start())
                    + e.getProblemMark().map(Mark::getLine).orElse(0);
            throw new MalformedYaml("line %d: %s".formatted(line, e.getProblem()));
        } catch (RuntimeException e) {
            // Not only its own: an escape such as \UF0000000 fails as a number.
            throw new MalformedYaml("the document at line %d: %s".formatted(file.line(part.start()), e.getMessage()));
        }
    }

    /**
     * An event without where.
     *
     * @param how everything but the value: its kind, style, anchor and tag
     * @param value of a scalar
     */
    record Said(String how, String value) {

        static final Said MAPPING_END = new Said(new MappingEndEvent().toString(), "");

        static Said scalar(Optional<String> anchor, Optional<String> tag, ScalarStyle style, String value) {
            return new Said("=VAL " + String.join(" ", anchor.orElse(""), tag.orElse(""), style.toString()), value);
        }

        static Said mappingStart(Optional<String> anchor, boolean flow) {
            FlowStyle style = flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
            return new Said(
                    new MappingStartEvent(anchor.map(Anchor::new), Optional.empty(), true, style).toString(), "");
        }

        private static Said of(Event event) {
            return event instanceof ScalarEvent scalar
                    ? scalar(
                            scalar.getAnchor().map(Anchor::getValue),
                            scalar.getTag(),
                            scalar.getScalarStyle(),
                            scalar.getValue())
                    : new Said(event.toString(), "");
        }
    }

    /** One pass over the events of a document. */
    private static final class Reading {

        private static final Pattern PROPERTIES = Pattern.compile("([&!]\\S*[ \\t]*)*");
        private static final Pattern KEEPS = Pattern.compile("[|>]\\d?\\+.*", Pattern.DOTALL);

        private final String text;
        private final int shift;
        private final Iterator<Event> source;
        private final List<Said> events = new ArrayList<>();
        private final Map<String, String> ways = new HashMap<>();
        private final Map<String, Node> anchored = new HashMap<>();
        private final List<Map.Entry<String, Node>> anchors = new ArrayList<>();
        private final Set<String> named = new HashSet<>();
        private int lastIndex;
        private int lastOffset;

        private Reading(String text, int shift) {
            this.text = text;
            this.shift = shift;
            this.source = new Parse(settings(text)).parseString(text).iterator();
        }

        private static LoadSettings settings(String text) {
            return LoadSettings.builder()
                    .setUseMarks(true)
                    .setCodePointLimit(Math.toIntExact(ManifestSearch.LARGEST_FILE))
                    // Read in one go: where the end of its buffer parts a surrogate pair, snakeyaml-engine 3.0.1 fails.
                    .setBufferSize(text.length() + 1)
                    .build();
        }

        private Document document() {
            Optional<Node> root = Optional.empty();
            while (source.hasNext()) {
                Event event = next();
                if (event instanceof NodeEvent node) {
                    root = Optional.of(node(node, 1));
                }
            }
            List<Node> shared = anchors.stream()
                    .filter(anchor -> named.contains(anchor.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            return new Document(root, events, shared);
        }

        private Event next() {
            if (events.size() >= MOST_EVENTS) {
                throw new YamlEngineException("it holds more than %d values".formatted(MOST_EVENTS));
            }
            Event event = source.next();
            Said said = Said.of(event);
            // There are few of them, and as many events as values.
            events.add(new Said(ways.computeIfAbsent(said.how(), how -> how), said.value()));
            return event;
        }

        private Node node(NodeEvent event, int depth) {
            if (depth > MOST_DEPTH) {
                throw new YamlEngineException("it is nested deeper than %d".formatted(MOST_DEPTH));
            }
            int first = events.size() - 1;
            Optional<String> anchor = event.getAnchor().map(Anchor::getValue);
            if (event instanceof AliasEvent) {
                named.add(anchor.orElseThrow());
                return new Node.Alias(at(event, first), anchor.map(anchored::get));
            }
            Node node =
                    switch (event) {
                        case ScalarEvent scalar -> scalar(scalar, anchor, first);
                        case MappingStartEvent mapping -> mapping(mapping, first, depth);
                        default -> sequence((SequenceStartEvent) event, first, depth);
                    };
            anchor.ifPresent(name -> {
                anchored.put(name, node);
                anchors.add(Map.entry(name, node));
            });
            return node;
        }

        private Node scalar(ScalarEvent event, Optional<String> anchor, int first) {
            Node.At at = at(event, first);
            Matcher properties = PROPERTIES.matcher(text).region(at.start() - shift, at.end() - shift);
            boolean has = anchor.isPresent() || event.getTag().isPresent();
            int content = has && properties.lookingAt() ? properties.end() + shift : at.start();
            if (event.isLiteral() || event.isFolded()) {
                at = new Node.At(at.start(), blockEnd(content - shift, at.end() - shift) + shift, first, first);
            }
            return new Node.Scalar(at, content, event.getValue(), event.getScalarStyle(), anchor, event.getTag());
        }

        /** The parser takes the blank lines behind a block scalar for a part of it; only with {@code +} they are. */
        private int blockEnd(int content, int end) {
            String block = text.substring(content, end);
            if (KEEPS.matcher(block).matches()) {
                return end;
            }
            int last = content + block.stripTrailing().length();
            while (last < end && text.charAt(last) != '\n' && text.charAt(last) != '\r') {
                last++;
            }
            return last;
        }

        private Node mapping(MappingStartEvent start, int first, int depth) {
            List<Node.Member> members = new ArrayList<>();
            int end = offset(start.getEndMark());
            Event event = next();
            while (event instanceof NodeEvent key) {
                Node name = node(key, depth + 1);
                Node value = node((NodeEvent) next(), depth + 1);
                members.add(new Node.Member(name, value));
                end = value.at().end();
                event = next();
            }
            return new Node.Mapping(
                    around(start, start.isFlow() ? offset(event.getEndMark()) : end, first), start.isFlow(), members);
        }

        private Node sequence(SequenceStartEvent start, int first, int depth) {
            List<Node> items = new ArrayList<>();
            int end = offset(start.getEndMark());
            Event event = next();
            while (event instanceof NodeEvent item) {
                Node node = node(item, depth + 1);
                items.add(node);
                end = node.at().end();
                event = next();
            }
            return new Node.Sequence(around(start, start.isFlow() ? offset(event.getEndMark()) : end, first), items);
        }

        private Node.At around(Event start, int end, int first) {
            return new Node.At(offset(start.getStartMark()), end, first, events.size() - 1);
        }

        private Node.At at(Event event, int number) {
            return new Node.At(offset(event.getStartMark()), offset(event.getEndMark()), number, number);
        }

        /** Marks count code points, strings do not. From the mark before it is a short way, from the begin a long one. */
        private int offset(Optional<Mark> mark) {
            int index = mark.orElseThrow().getIndex();
            lastOffset = text.offsetByCodePoints(lastOffset, index - lastIndex);
            lastIndex = index;
            return lastOffset + shift;
        }
    }
}
