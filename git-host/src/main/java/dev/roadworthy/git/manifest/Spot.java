package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.port.Refused;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * A mapping in a file, and the names that lead from there to a field.
 *
 * @param number of the document in the file
 */
record Spot(YamlFile file, int number, Document document, Node.Mapping base, List<String> names) {

    /** Sets it, and proves by what a parser reads of the new bytes that nothing else changed. */
    Edit set(Assignment assignment) throws Refused {
        try {
            FieldPlace place = FieldPlace.of(file, document, base, names);
            if (has(place, assignment.value())) {
                return new Edit.Unchanged(file.path());
            }
            Splice splice = Writing.of(file, place, assignment.value());
            byte[] content = file.with(splice);
            if (!proven(splice, content)) {
                throw new ByHand("what a parser reads after the change is not what it should be", splice.start());
            }
            return new Edit.Changed(file.path(), content);
        } catch (ByHand e) {
            throw refused(e, assignment);
        }
    }

    private boolean has(FieldPlace place, Value value) {
        Node node =
                switch (place) {
                    case FieldPlace.Present present ->
                        present.value().followed().orElse(present.value());
                    case FieldPlace.Absent absent
                    when absent.names().size() == 1 ->
                        absent.parent().merged(absent.names().getFirst()).orElse(base);
                    default -> base;
                };
        return node instanceof Node.Scalar scalar
                && scalar.value().equals(value.toString())
                && switch (value) {
                    case Value.Text text -> scalar.isText();
                    case Value.Flag flag ->
                        scalar.style() == ScalarStyle.PLAIN && scalar.tag().isEmpty();
                };
    }

    private boolean proven(Splice splice, byte[] content) {
        try {
            YamlFile after = YamlFile.of(file.path(), content);
            if (after.documents().size() != file.documents().size()) {
                return false;
            }
            for (int i = 0; i < number; i++) {
                if (!after.documents().get(i).equals(file.documents().get(i))) {
                    return false;
                }
            }
            return splice.explains(
                    document, Document.parse(after, after.documents().get(number)));
        } catch (MalformedYaml e) {
            return false;
        }
    }

    private Refused refused(ByHand reason, Assignment assignment) {
        String where = "%s line %d".formatted(file.path(), file.line(reason.offset()));
        return new Refused("%s of %s is not changed: %s; %s"
                .formatted(assignment.path(), assignment.object(), reason.getMessage(), assignment.byHand(where)));
    }
}
