package dev.roadworthy.git.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What a document says, with where it says so. An alias stays one and is never copied, so that no bomb goes off. */
sealed interface Node {

    At at();

    /**
     * Where it stands.
     *
     * @param start offset in the text of the file, that of its anchor or tag where it has one
     * @param end behind its last character; for what is in block style never behind the last line of its content
     * @param first its first event in the document
     * @param last its last event, the same for a scalar
     */
    record At(int start, int end, int first, int last) {}

    /**
     * A scalar.
     *
     * @param content where it begins behind its anchor and tag
     */
    record Scalar(At at, int content, String value, ScalarStyle style, Optional<String> anchor, Optional<String> tag)
            implements Node {

        private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");

        boolean isNull() {
            return style == ScalarStyle.PLAIN
                    && tag.isEmpty()
                    && NULL.matcher(value).matches();
        }

        /** Whether any parser, also one of YAML 1.1, reads a string. */
        boolean isText() {
            return tag.map(Quoting::isTextTag).orElse(style != ScalarStyle.PLAIN || Quoting.readsAsText(value));
        }
    }

    /**
     * Another node, once more.
     *
     * @param target empty where there is no such anchor before it, or it is a part of what it names
     */
    record Alias(At at, Optional<Node> target) implements Node {}

    record Sequence(At at, List<Node> items) implements Node {}

    record Member(Node key, Node value) {

        boolean isMerge() {
            return key instanceof Scalar scalar && scalar.style() == ScalarStyle.PLAIN && "<<".equals(scalar.value());
        }
    }

    record Mapping(At at, boolean flow, List<Member> members) implements Node {

        /** Its own members of that name: more than one where a key is written twice. */
        List<Node> own(String name) {
            return members.stream()
                    .filter(member ->
                            member.key() instanceof Scalar key && key.value().equals(name))
                    .map(Member::value)
                    .toList();
        }

        /** What it takes over by {@code <<} under that name. */
        Optional<Node> merged(String name) {
            return merged(name, Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        /** As a reader sees it: its own, or what it takes over, and an alias followed. */
        Optional<Node> get(String name) {
            List<Node> own = own(name);
            return own.isEmpty() ? merged(name) : own.getLast().followed();
        }

        /** The text under that name, empty where there is none. */
        String text(String name) {
            return get(name).map(Node::text).orElse("");
        }

        /** The mapping under that name. */
        Optional<Mapping> mapping(String name) {
            return get(name).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }

        private Optional<Node> merged(String name, Set<Node> seen) {
            for (Mapping source : sources()) {
                if (seen.add(source)) {
                    List<Node> own = source.own(name);
                    Optional<Node> found = own.isEmpty()
                            ? source.merged(name, seen)
                            : own.getLast().followed();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        private List<Mapping> sources() {
            List<Mapping> sources = new ArrayList<>();
            for (Member member : members) {
                if (member.isMerge()) {
                    List<Node> named = member.value().followed().orElse(member.value()) instanceof Sequence several
                            ? several.items()
                            : List.of(member.value());
                    named.forEach(node -> node.followed().ifPresent(source -> {
                        if (source instanceof Mapping mapping) {
                            sources.add(mapping);
                        }
                    }));
                }
            }
            return sources;
        }
    }

    /** What an alias names; itself where it is none. */
    default Optional<Node> followed() {
        return this instanceof Alias alias ? alias.target() : Optional.of(this);
    }

    /** The text of a scalar, empty for what is none. */
    default String text() {
        return this instanceof Scalar scalar ? scalar.value() : "";
    }

    /** The nodes of a sequence, none for what is none. */
    default List<Node> items() {
        return List.of();
    }
}
