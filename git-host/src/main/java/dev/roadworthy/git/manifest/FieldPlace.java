package dev.roadworthy.git.manifest;

import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Where in a mapping a field stands, or would stand. */
sealed interface FieldPlace {

    /** The mapping that holds it. */
    Node.Mapping parent();

    Custom custom();

    /** It is there, as a scalar or an alias of one. */
    record Present(Node.Mapping parent, Custom custom, Node value) implements FieldPlace {}

    /**
     * A null stands where the mapping that leads to it is wanted.
     *
     * @param names of what is missing within
     */
    record Null(Node.Mapping parent, Custom custom, Node.Scalar value, List<String> names) implements FieldPlace {}

    /**
     * Its parent, or the parent of its parent, has no such member.
     *
     * @param names of what is missing
     */
    record Absent(Node.Mapping parent, Custom custom, List<String> names) implements FieldPlace {}

    /**
     * How it is written thereabouts.
     *
     * @param flow within braces
     * @param style of the keys
     * @param step columns that a mapping is indented by within another
     */
    record Custom(boolean flow, ScalarStyle style, int step) {

        private static final int USUAL_STEP = 2;

        private Custom within(YamlFile file, Node.Mapping mapping) {
            ScalarStyle keys =
                    !mapping.members().isEmpty() && mapping.members().getLast().key() instanceof Node.Scalar key
                            ? key.style()
                            : style;
            int steps = mapping.members().stream()
                    .map(Node.Member::value)
                    .filter(value -> value instanceof Node.Mapping child && !child.flow())
                    .mapToInt(child -> column(file, child) - column(file, mapping))
                    .filter(columns -> columns > 0)
                    .reduce(step, (first, last) -> last);
            return new Custom(flow || mapping.flow(), keys, steps);
        }

        /** Of its first key: before that, an anchor may stand. */
        static int column(YamlFile file, Node node) {
            return node instanceof Node.Mapping mapping && !mapping.members().isEmpty()
                    ? file.column(mapping.members().getFirst().key().at().start())
                    : file.column(node.at().start());
        }
    }

    /**
     * Follows the names.
     *
     * @throws ByHand where they lead to what several places share, to what is no plain value, or nowhere for sure
     */
    static FieldPlace of(YamlFile file, Document document, Node.Mapping base, List<String> names) throws ByHand {
        FieldPlace place = follow(file, base, names);
        int event = place instanceof Present present
                ? present.value().at().first()
                : place.parent().at().first();
        for (Node shared : document.shared()) {
            if (shared.at().first() <= event && event <= shared.at().last()) {
                throw new ByHand(
                        "it stands under an anchor that an alias names, so that a change of it would change others",
                        shared.at().start());
            }
        }
        return place;
    }

    private static FieldPlace follow(YamlFile file, Node.Mapping base, List<String> names) throws ByHand {
        Node.Mapping mapping = base;
        Custom custom = new Custom(false, ScalarStyle.PLAIN, Custom.USUAL_STEP);
        for (int i = 0; ; i++) {
            custom = custom.within(file, mapping);
            String name = names.get(i);
            List<String> rest = names.subList(i + 1, names.size());
            List<Node> own = mapping.own(name);
            if (own.size() > 1) {
                throw new ByHand(
                        "%s stands there twice".formatted(name),
                        own.getLast().at().start());
            }
            if (own.isEmpty()) {
                if (!rest.isEmpty() && mapping.merged(name).isPresent()) {
                    throw new ByHand(
                            "%s comes from an anchor by <<, and one of its own would hide that".formatted(name),
                            mapping.at().start());
                }
                return new Absent(mapping, custom, names.subList(i, names.size()));
            }
            if (rest.isEmpty()) {
                return present(mapping, custom, name, own.getFirst());
            }
            switch (own.getFirst()) {
                case Node.Mapping child -> mapping = child;
                case Node.Scalar empty
                when empty.isNull() -> {
                    return new Null(mapping, custom, empty, rest);
                }
                case Node.Alias alias ->
                    throw new ByHand(
                            "%s is an alias, so that a change of it would change others".formatted(name),
                            alias.at().start());
                case Node.Scalar other -> throw noMapping(name, other);
                case Node.Sequence other -> throw noMapping(name, other);
            }
        }
    }

    private static FieldPlace present(Node.Mapping mapping, Custom custom, String name, Node value) throws ByHand {
        Node seen = value.followed().orElse(value);
        if (seen instanceof Node.Mapping || seen instanceof Node.Sequence) {
            throw new ByHand(
                    "%s is no plain value there".formatted(name), value.at().start());
        }
        if (value instanceof Node.Scalar scalar
                && !scalar.tag().map(Quoting::isTextTag).orElse(true)) {
            throw new ByHand("%s has a tag there".formatted(name), value.at().start());
        }
        return new Present(mapping, custom, value);
    }

    private static ByHand noMapping(String name, Node other) {
        return new ByHand("%s is no mapping there".formatted(name), other.at().start());
    }
}
