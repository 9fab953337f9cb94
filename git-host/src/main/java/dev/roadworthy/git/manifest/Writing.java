package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.git.manifest.Document.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** The value of a field, written the way of its neighbours. */
final class Writing {

    private static final Pattern BLOCK_HEADER = Pattern.compile("[|>][-+0-9]*");

    private final YamlFile file;
    private final FieldPlace.Custom custom;
    private final Value value;

    private Writing(YamlFile file, FieldPlace.Custom custom, Value value) {
        this.file = file;
        this.custom = custom;
        this.value = value;
    }

    /**
     * The smallest replacement that sets it.
     *
     * @throws ByHand where more than the value would go
     */
    static Splice of(YamlFile file, FieldPlace place, Value value) throws ByHand {
        Writing writing = new Writing(file, place.custom(), value);
        return switch (place) {
            case FieldPlace.Present(var _, var _, Node.Scalar scalar) -> writing.replaced(scalar);
            case FieldPlace.Present(var _, var _, Node other) -> writing.replaced(other);
            case FieldPlace.Null(var parent, var _, var empty, var names) -> writing.filled(parent, empty, names);
            case FieldPlace.Absent(var parent, var _, var names) when parent.flow() -> writing.insideOf(parent, names);
            case FieldPlace.Absent(var parent, var _, var names) -> writing.below(parent, names);
        };
    }

    private Splice replaced(Node alias) {
        Quoting.Written written = Quoting.write(value, custom.style(), custom.flow());
        Node.At at = alias.at();
        return new Splice(
                at.start(),
                at.end(),
                written.text(),
                at.first(),
                at.first() + 1,
                List.of(Said.scalar(Optional.empty(), Optional.empty(), written.style(), value.toString())));
    }

    private Splice replaced(Node.Scalar scalar) throws ByHand {
        if (scalar.tag().isPresent() && value instanceof Value.Flag) {
            throw new ByHand("it has a tag there", scalar.at().start());
        }
        ScalarStyle wish =
                switch (scalar.style()) {
                    case SINGLE_QUOTED, DOUBLE_QUOTED -> scalar.style();
                    default -> custom.style();
                };
        Quoting.Written written = Quoting.write(value, wish, custom.flow());
        int start = content(scalar);
        int end = scalar.at().end();
        String text = start == end ? spaced(start, written.text()) : written.text();
        Matcher header = BLOCK_HEADER.matcher(file.text()).region(start, end);
        boolean block = scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
        if (block && header.lookingAt()) {
            // A comment may stand behind the header.
            text += file.text().substring(header.end(), file.lineEnd(header.end()));
            end = file.startsLine(end) ? file.lineEndBefore(end) : end;
        }
        Said event = Said.scalar(scalar.anchor(), scalar.tag(), written.style(), value.toString());
        int first = scalar.at().first();
        return new Splice(start, end, text, first, first + 1, List.of(event));
    }

    private Splice filled(Node.Mapping parent, Node.Scalar empty, List<String> names) throws ByHand {
        int start = content(empty);
        int end = empty.at().end();
        int first = empty.at().first();
        if (start == end && !custom.flow()) {
            int line = file.lineEnd(end);
            int column = FieldPlace.Custom.column(file, parent) + custom.step();
            String text = file.lineBreak(end) + lines(names, column, file.lineBreak(end));
            return new Splice(line, line, text, first, first + 1, mapping(empty.anchor(), false, names));
        }
        String text = braces(names);
        return new Splice(
                start,
                end,
                start == end ? spaced(start, text) : text,
                first,
                first + 1,
                mapping(empty.anchor(), true, names));
    }

    /** At the end of a mapping in block style: behind its last line, before whatever comments and blank lines follow. */
    private Splice below(Node.Mapping parent, List<String> names) {
        int end = parent.at().end();
        String lineBreak = file.lineBreak(end);
        String lines = lines(names, FieldPlace.Custom.column(file, parent), lineBreak);
        // Behind a block scalar that keeps its last line breaks, the next line has begun.
        boolean begun = file.startsLine(end);
        int at = begun ? end : file.lineEnd(end);
        return inserted(at, begun ? lines + lineBreak : lineBreak + lines, parent, members(names, false));
    }

    /** At the end of a mapping in braces. */
    private Splice insideOf(Node.Mapping parent, List<String> names) {
        List<Said> events = members(names, true);
        if (parent.members().isEmpty()) {
            int at = file.text().indexOf('{', parent.at().start()) + 1;
            return inserted(at, member(names), parent, events);
        }
        Node.Member last = parent.members().getLast();
        int at = last.value().at().end();
        int line = file.lineStart(last.key().at().start());
        String indentation = file.text().substring(line, last.key().at().start());
        String behind = file.text().substring(at, file.lineEnd(at)).strip();
        boolean alone = indentation.isBlank() && (behind.isEmpty() || ",".equals(behind));
        String gap = alone ? "," + file.lineBreak(at) + indentation : ", ";
        return inserted(at, gap + member(names), parent, events);
    }

    private static Splice inserted(int at, String text, Node.Mapping parent, List<Said> events) {
        return new Splice(at, at, text, parent.at().last(), parent.at().last(), events);
    }

    /** Where a scalar begins behind its anchor and tag. */
    private int content(Node.Scalar scalar) throws ByHand {
        int start = scalar.content();
        boolean next = start < scalar.at().end() && "\r\n#".indexOf(file.text().charAt(start)) >= 0;
        if (next) {
            throw new ByHand("its value does not begin on the line of its anchor or tag", start);
        }
        return start;
    }

    private String spaced(int at, String text) {
        boolean apart = at > 0 && file.text().charAt(at - 1) == ' ';
        return apart ? text : " " + text;
    }

    private String lines(List<String> names, int column, String lineBreak) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            lines.append(i == 0 ? "" : lineBreak)
                    .append(" ".repeat(column + i * custom.step()))
                    .append(key(names.get(i), false).text())
                    .append(':');
        }
        return lines.append(' ')
                .append(Quoting.write(value, custom.style(), false).text())
                .toString();
    }

    private String braces(List<String> names) {
        return "{" + member(names) + "}";
    }

    private String member(List<String> names) {
        String text = names.size() == 1
                ? Quoting.write(value, custom.style(), true).text()
                : braces(names.subList(1, names.size()));
        return key(names.getFirst(), true).text() + ": " + text;
    }

    private Quoting.Written key(String name, boolean flow) {
        return Quoting.write(name, custom.style(), flow);
    }

    private List<Said> mapping(Optional<String> anchor, boolean flow, List<String> names) {
        List<Said> events = new ArrayList<>();
        events.add(Said.mappingStart(anchor, flow));
        events.addAll(members(names, flow));
        events.add(Said.MAPPING_END);
        return events;
    }

    private List<Said> members(List<String> names, boolean flow) {
        List<Said> events = new ArrayList<>(List.of(event(key(names.getFirst(), flow), names.getFirst())));
        if (names.size() == 1) {
            events.add(event(Quoting.write(value, custom.style(), flow), value.toString()));
        } else {
            events.addAll(mapping(Optional.empty(), flow, names.subList(1, names.size())));
        }
        return events;
    }

    private static Said event(Quoting.Written written, String value) {
        return Said.scalar(Optional.empty(), Optional.empty(), written.style(), value);
    }
}
