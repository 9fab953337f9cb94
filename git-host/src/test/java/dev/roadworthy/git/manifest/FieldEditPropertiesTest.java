package dev.roadworthy.git.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.controller.port.GitHost.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What holds of an edit whatever the file is like. */
class FieldEditPropertiesTest {

    @Property(tries = 3000)
    void onlyTheFieldDiffersAndAllOtherLinesAreTheSame(@ForAll("files") String before, @ForAll("values") String value)
            throws Exception {
        Edit edit = set(before, value);

        if (edit instanceof Edit.Changed changed) {
            String after = new String(changed.content(), StandardCharsets.UTF_8);
            assertThat(parsed(after)).isEqualTo(with(parsed(before), value));
            assertThatOneStretchOfLinesDiffers(before, after);
            assertThat(set(after, value)).isEqualTo(new Edit.Unchanged("a.yaml"));
        } else {
            assertThat(parsed(before)).isEqualTo(with(parsed(before), value));
        }
    }

    /** Lines that go are those of the old value; those that come are of the field, its parents, or what held them in braces. */
    private static void assertThatOneStretchOfLinesDiffers(String before, String after) {
        List<String> old = List.of(before.split("(?<=\n)", -1));
        List<String> now = List.of(after.split("(?<=\n)", -1));
        int same = 0;
        while (same < Math.min(old.size(), now.size()) && old.get(same).equals(now.get(same))) {
            same++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - same
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<String> gone = old.subList(same, old.size() - end);
        List<String> come = now.subList(same, now.size() - end);
        assertThat(come).hasSizeLessThanOrEqualTo(4);
        assertThat(gone).hasSizeLessThanOrEqualTo(4);
        assertThat(String.join("", come)).contains("digest");
        // No comment goes, and none comes.
        assertThat(come.stream().filter(line -> line.contains("# c")).count())
                .isEqualTo(gone.stream().filter(line -> line.contains("# c")).count());
    }

    private static Edit set(String text, String value) throws Exception {
        return new ManifestSearch(MemoryTree.of("a.yaml", text))
                .set(Releases.LANE, Releases.APPROVAL, new Value.Text(value));
    }

    private static List<Object> parsed(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(text.replaceFirst("^\uFEFF", ""))
                .forEach(documents::add);
        return documents;
    }

    /** The documents as they shall be, made without a word of text. */
    private static List<Object> with(List<Object> documents, String value) {
        return documents.stream()
                .map(document -> map(document).get("kind") instanceof String kind && kind.equals(Releases.LANE.kind())
                        ? with(map(document), Releases.APPROVAL, value)
                        : document)
                .toList();
    }

    private static Map<String, Object> with(Map<String, Object> mapping, List<String> names, String value) {
        Map<String, Object> result = new LinkedHashMap<>(mapping);
        result.put(
                names.getFirst(),
                names.size() == 1
                        ? value
                        : with(map(mapping.get(names.getFirst())), names.subList(1, names.size()), value));
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "sha256:0a1b",
                        "on",
                        "",
                        "1e3",
                        "it's",
                        "a: b",
                        "x # y",
                        "\u00e4\uD83D\uDE97",
                        "a\nb",
                        "\"",
                        "~"),
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars('\u00e4', '\t')
                        .ofMaxLength(12));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.randomValue(random -> new Author(random).file());
    }

    /** Somebody who writes YAML, each time by other habits. */
    private static final class Author {

        private static final List<String> SCALARS = List.of(
                "plain",
                "1",
                "'it''s'",
                "\"a\\\"\uD83D\uDE97\"",
                "on",
                "~",
                "",
                "sha256:0a1b",
                "\"sha256:0a1b\"",
                "two\u00a0words \u00e4",
                "[a, 'b']",
                "{a: 1, b: }");

        private static final List<String> BLOCK_LINES = List.of("text # no comment", "- {{ a: b", "\u00e4");

        private final Random random;
        private final int step;

        Author(Random random) {
            this.random = random;
            this.step = 1 + random.nextInt(4);
        }

        String file() {
            List<String> documents = new ArrayList<>();
            int ours = random.nextInt(3);
            for (int i = 0; i <= ours + random.nextInt(3); i++) {
                documents.add(i == ours ? manifest() : "kind: Other" + end() + members(0, 2) + gap(0));
            }
            if (documents.size() <= ours) {
                documents.add(manifest());
            }
            String text = String.join(pick("---\n", "--- # c\n", "...\n---\n"), documents);
            text = pick("", "---\n", "# c\n\n---\n", "%YAML 1.2\n---\n", "# \uD83D\uDE97\n") + text;
            text = random.nextInt(4) == 0 ? withoutEnd(text) : text;
            text = random.nextInt(3) == 0 ? text.replace("\n", "\r\n") : text;
            return pick("", "", "\uFEFF") + text;
        }

        /** A block keeps its end: a line behind it would add a line break to its text, and is refused. */
        private static String withoutEnd(String text) {
            String bare = text.stripTrailing();
            return BLOCK_LINES.stream().anyMatch(bare::endsWith) ? text : bare;
        }

        private String manifest() {
            List<String> parts = new ArrayList<>(List.of(
                    "apiVersion: " + pick("", "'", "\"").transform(q -> q + Releases.LANE.apiVersion() + q) + end(),
                    key("kind") + "ModelRelease" + end(),
                    pick(
                            "metadata:" + end() + blanks(step) + "name: lane" + end() + blanks(step)
                                    + "namespace: roads" + end(),
                            "metadata: {name: lane, namespace: 'roads'}" + end())));
            parts.add(random.nextInt(parts.size() + 1), spec());
            parts.add(random.nextInt(parts.size() + 1), members(0, 2));
            return String.join("", parts) + gap(0);
        }

        private String spec() {
            return switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> key("spec") + pick("{}", "", "~", "null") + end();
                case 2 -> key("spec") + "{a: 1, approval: " + flowApproval() + pick("", ", b: 2", ",") + "}" + end();
                default ->
                    key("spec").strip()
                            + end()
                            + gap(step)
                            + members(step, 2)
                            + approval()
                            + members(step, 1)
                            + "x: y".transform(x -> blanks(step) + x)
                            + end();
            };
        }

        private String approval() {
            return switch (random.nextInt(5)) {
                case 0 -> "";
                case 1 -> blanks(step) + key("approval") + pick("{}", "", "~", "null") + end();
                case 2 -> blanks(step) + key("approval") + flowApproval() + end();
                default -> {
                    String members = gap(2 * step) + members(2 * step, 2) + blanks(2 * step) + "y: z" + end();
                    yield blanks(step)
                            + key("approval").strip()
                            + end()
                            + pick(digest() + members, members + digest(), members);
                }
            };
        }

        private String flowApproval() {
            return pick(
                    "{}",
                    "{ }",
                    "{required: 1}",
                    "{'digest': x}",
                    "{\"a\": \"b\"}",
                    "{digest: }",
                    "{\n        a: 1,\n        b: 2\n      }");
        }

        private String digest() {
            return blanks(2 * step) + key("digest") + pick(scalar(), "old" + end(), block(2 * step), "&d old" + end());
        }

        private String scalar() {
            return SCALARS.get(random.nextInt(SCALARS.size() - 2)) + end();
        }

        private String members(int indent, int most) {
            StringBuilder members = new StringBuilder();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                String name = "k" + indent + random.nextInt(1_000_000);
                members.append(blanks(indent)).append(key(name));
                members.append(pick(
                        SCALARS.get(random.nextInt(SCALARS.size())) + end(),
                        block(indent),
                        "\n" + blanks(indent) + "- a" + end() + blanks(indent) + "-" + end(),
                        "\n" + blanks(indent + step) + "- a: 1" + end() + blanks(indent + step) + "  b:" + end(),
                        "\n" + blanks(indent + step) + "z: 1" + end()));
                members.append(gap(indent));
            }
            return members.toString();
        }

        private String block(int indent) {
            String line = blanks(indent + step) + BLOCK_LINES.get(random.nextInt(BLOCK_LINES.size()));
            return pick("|", "|-", "|+", ">", ">-") + end() + line + "\n" + pick("", "\n", line + "\n");
        }

        private String key(String name) {
            String quote = pick("", "", "", "'", "\"");
            return quote + name + quote + pick(": ", ":   ");
        }

        private String gap(int indent) {
            return pick("", "", "\n", blanks(indent) + "# c\n", "# c\n\n", "\n" + blanks(indent) + "# c\n");
        }

        private String end() {
            return pick("\n", "\n", " # c\n", "  # c \u00e4\uD83D\uDE97\n", "  \n");
        }

        private static String blanks(int count) {
            return " ".repeat(count);
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
