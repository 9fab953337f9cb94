package dev.roadworthy.git.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.port.Refused;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a file in which a field is set. */
class FieldEditTest {

    private static final String HEAD = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: ModelRelease
            metadata:
              name: lane
              namespace: roads
            """;
    private static final String VALUE = "sha256:0a1b";

    static Stream<Arguments> changes() {
        return Stream.of(
                row("a plain value", "spec:\n  approval:\n    digest: x\n", "spec:\n  approval:\n    digest: V\n"),
                row(
                        "a value with a comment, before another key",
                        "spec:\n  approval:\n    digest:   old   # which?\n    # by two\n    required: 2\n",
                        "spec:\n  approval:\n    digest:   V   # which?\n    # by two\n    required: 2\n"),
                row(
                        "a value in single quotes",
                        "spec:\n  approval: {digest: 'x'}\n",
                        "spec:\n  approval: {digest: 'V'}\n"),
                row(
                        "a value in double quotes",
                        "spec:\n  approval:\n    digest: \"x\\\"y\" # c\n",
                        "spec:\n  approval:\n    digest: \"V\" # c\n"),
                row(
                        "a plain value over two lines",
                        "spec:\n  approval:\n    digest: x\n      y # c\n    a: 1\n",
                        "spec:\n  approval:\n    digest: V # c\n    a: 1\n"),
                row(
                        "a literal block",
                        "spec:\n  approval:\n    digest: |- # c\n      x\n      y\n\n    # next\n    a: 1\n",
                        "spec:\n  approval:\n    digest: V # c\n\n    # next\n    a: 1\n"),
                row(
                        "a folded block that keeps its line breaks",
                        "spec:\n  approval:\n    digest: >+\n      x\n\n    a: 1\n",
                        "spec:\n  approval:\n    digest: V\n    a: 1\n"),
                row(
                        "a block at the end of the file",
                        "spec:\n  approval:\n    digest: |\n      x",
                        "spec:\n  approval:\n    digest: V"),
                row(
                        "a value with an anchor that nobody names",
                        "spec:\n  approval:\n    digest: &d !!str x # c\n",
                        "spec:\n  approval:\n    digest: &d !!str V # c\n"),
                row(
                        "an alias",
                        "spec:\n  other: &d x\n  approval:\n    digest: *d # c\n",
                        "spec:\n  other: &d x\n  approval:\n    digest: V # c\n"),
                row("no value", "spec:\n  approval:\n    digest: # c\n", "spec:\n  approval:\n    digest: V # c\n"),
                row("no value and no blank", "spec:\n  approval:\n    digest:", "spec:\n  approval:\n    digest: V"),
                row("a null", "spec:\n  approval:\n    digest: ~\n", "spec:\n  approval:\n    digest: V\n"),
                row(
                        "braces with another member",
                        "spec:\n  approval: {required: 1} # c\n",
                        "spec:\n  approval: {required: 1, digest: \"V\"} # c\n"),
                row("empty braces", "spec:\n  approval: {}\n", "spec:\n  approval: {digest: \"V\"}\n"),
                row("empty braces above", "spec: {}\n", "spec: {approval: {digest: \"V\"}}\n"),
                row(
                        "braces over lines",
                        "spec:\n  approval: {\n    a: 1,\n    b: 2\n  }\n",
                        "spec:\n  approval: {\n    a: 1,\n    b: 2,\n    digest: \"V\"\n  }\n"),
                row(
                        "braces with a comma at the end",
                        "spec:\n  approval: {\n    a: 1,\n  }\n",
                        "spec:\n  approval: {\n    a: 1,\n    digest: \"V\",\n  }\n"),
                row(
                        "a null parent",
                        "spec:\n    a: 1\n    approval: # none yet\n    # of b\n    b: 1\n",
                        "spec:\n    a: 1\n    approval: # none yet\n        digest: V\n    # of b\n    b: 1\n"),
                row(
                        "a written null parent",
                        "spec:\n  approval: null # c\n",
                        "spec:\n  approval: {digest: \"V\"} # c\n"),
                row(
                        "no parent, comments and a document behind",
                        "spec:\n   gate:\n      a: 1 # one\n\n# of the next\n---\nkind: B\n",
                        "spec:\n   gate:\n      a: 1 # one\n   approval:\n      digest: V\n\n# of the next\n---\nkind: B\n"),
                row("no spec", "# end\n", "spec:\n  approval:\n    digest: V\n# end\n"),
                row(
                        "no field, its parent in the middle",
                        "spec:\n  approval:\n    required: 1\n\n  # of b\n  b: 1\n",
                        "spec:\n  approval:\n    required: 1\n    digest: V\n\n  # of b\n  b: 1\n"),
                row(
                        "no field behind a block that keeps",
                        "spec:\n  approval:\n    why: |+\n      x\n\n  b: 1\n",
                        "spec:\n  approval:\n    why: |+\n      x\n\n    digest: V\n  b: 1\n"),
                row(
                        "no field behind a block",
                        "spec:\n  approval:\n    why: |\n      x\n\n  b: 1\n",
                        "spec:\n  approval:\n    why: |\n      x\n    digest: V\n\n  b: 1\n"),
                row(
                        "no field behind a list that is not indented",
                        "spec:\n  approval:\n    by:\n    - a\n    - b\n",
                        "spec:\n  approval:\n    by:\n    - a\n    - b\n    digest: V\n"),
                row(
                        "no line break at the end",
                        "spec:\n  approval:\n    required: 1",
                        "spec:\n  approval:\n    required: 1\n    digest: V"),
                row(
                        "a merge that gives it",
                        "spec:\n  base: &b {digest: x}\n  approval:\n    <<: *b\n",
                        "spec:\n  base: &b {digest: x}\n  approval:\n    <<: *b\n    digest: V\n"),
                row(
                        "a boolean of YAML 1.1 above it",
                        "spec:\n  on: on\n  approval: {required: 1_000}\n",
                        "spec:\n  on: on\n  approval: {required: 1_000, digest: \"V\"}\n"),
                row(
                        "an emoji and umlauts before",
                        "spec:\n  a: \"\uD83D\uDE97 \u00e4\"\n  approval:\n    digest: x\n",
                        "spec:\n  a: \"\uD83D\uDE97 \u00e4\"\n  approval:\n    digest: V\n"),
                row(
                        "keys in double quotes",
                        "\"spec\":\n  \"a\": 1\n",
                        "\"spec\":\n  \"a\": 1\n  \"approval\":\n    \"digest\": \"V\"\n"));
    }

    private static Arguments row(String name, String before, String after) {
        return Arguments.of(Named.of(name, before), after.replace("V", VALUE));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void onlyTheFieldChanges(String before, String after) throws Exception {
        assertThat(set(HEAD + before)).isEqualTo(HEAD + after);
        assertThat(set("# first\n---\n" + HEAD + before)).isEqualTo("# first\n---\n" + HEAD + after);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void carriageReturnsAndAByteOrderMarkStay(String before, String after) throws Exception {
        String mark = "\uFEFF";

        assertThat(set(mark + crlf(HEAD + before))).isEqualTo(mark + crlf(HEAD + after));
        // A lone carriage return is a line break as well.
        assertThat(set((HEAD + before).replace('\n', '\r'))).isEqualTo((HEAD + after).replace('\n', '\r'));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theSameAgainChangesNothing(String before, String after) throws Exception {
        assertThat(edit(HEAD + after, VALUE)).isEqualTo(new Edit.Unchanged("a.yaml"));
    }

    @Test
    void mixedLineBreaksStayAndTheNewLineTakesThatOfItsNeighbour() throws Exception {
        String before = HEAD + "spec:\r\n  approval:\n    required: 1\r\n  b: 1\n";

        assertThat(set(before)).isEqualTo(before.replace("1\r\n", "1\r\n    digest: " + VALUE + "\r\n"));
    }

    @Test
    void anItemOfAListGetsItsOwnIndentation() throws Exception {
        String head = "apiVersion: v1\nkind: List\nitems:\n- ";
        String item = (HEAD + "spec:\n  a: 1\n").replace("\n", "\n  ").stripTrailing();

        assertThat(set(head + item + "\n- kind: Other\n"))
                .isEqualTo(head + item + "\n    approval:\n      digest: " + VALUE + "\n- kind: Other\n");
    }

    @Test
    void jsonStaysJson() throws Exception {
        String json = """
                {
                \t"apiVersion": "roadworthy.dev/v1alpha1", "kind": "ModelRelease",
                \t"metadata": {"name": "lane", "namespace": "roads"},
                \t"spec": {
                \t\t"approval": {}
                \t}
                }
                """;

        assertThat(content(new ManifestSearch(MemoryTree.of("a.json", json))
                        .set(Releases.LANE, Releases.APPROVAL, new Value.Text(VALUE))))
                .isEqualTo(json.replace("{}", "{\"digest\": \"" + VALUE + "\"}"));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("on", "\"on\""),
                Arguments.of("1:30", "\"1:30\""),
                Arguments.of("0x1F", "\"0x1F\""),
                Arguments.of("1e3", "\"1e3\""),
                Arguments.of("2026-01-01", "\"2026-01-01\""),
                Arguments.of("null", "\"null\""),
                Arguments.of("", "\"\""),
                Arguments.of("a: b", "\"a: b\""),
                Arguments.of("a #b", "\"a #b\""),
                Arguments.of("- a", "\"- a\""),
                Arguments.of("a\"\\\n\u00e4\uD83D\uDE97", "\"a\\\"\\\\\\u000a\u00e4\uD83D\uDE97\""),
                Arguments.of("12ab", "12ab"),
                Arguments.of("sha256:0a", "sha256:0a"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsQuotedWhereAnyParserWouldTakeItForSomethingElse(String value, String written) throws Exception {
        String before = HEAD + "spec: {a: b}\nx:\n  y: 1\n";
        Edit edit = edit(before.replace("spec: {a: b}", "spec:\n  approval:\n    digest: x"), value);

        assertThat(content(edit)).contains("\n    digest: " + written + "\n");
    }

    @Test
    void aPlainValueThatReadsAsSomethingElseIsNoStringYet() throws Exception {
        assertThat(content(edit(HEAD + "spec:\n  approval:\n    digest: on\n", "on")))
                .contains("digest: \"on\"");
    }

    @Test
    void aSingleQuoteIsDoubledInItsOwnStyle() throws Exception {
        assertThat(content(edit(HEAD + "spec:\n  approval:\n    digest: 'x'\n", "it's")))
                .contains("digest: 'it''s'");
    }

    static Stream<Arguments> flags() {
        return Stream.of(
                Arguments.of("spec: {}\n", "spec: {approval: {digest: true}}\n"),
                Arguments.of("spec:\n  approval: {a: 1}\n", "spec:\n  approval: {a: 1, digest: true}\n"),
                Arguments.of("spec:\n  approval:\n    a: 'x'\n", "spec:\n  approval:\n    a: 'x'\n    digest: true\n"),
                Arguments.of(
                        "spec:\n  approval:\n    digest: false # no\n", "spec:\n  approval:\n    digest: true # no\n"),
                Arguments.of("spec:\n  approval:\n    digest: \"true\"\n", "spec:\n  approval:\n    digest: true\n"),
                Arguments.of("spec:\n  approval:\n    digest:\n", "spec:\n  approval:\n    digest: true\n"));
    }

    @ParameterizedTest
    @MethodSource("flags")
    void aFlagIsNeverQuoted(String before, String after) throws Exception {
        assertThat(content(flag(before))).isEqualTo(HEAD + after);
        assertThat(flag(after)).as("the same again").isInstanceOf(Edit.Unchanged.class);
    }

    @Test
    void aFlagWhereATagMakesItAStringIsLeftToAPerson() {
        assertThat(catchThrowableOfType(Refused.class, () -> flag("spec:\n  approval:\n    digest: !!str x\n")))
                .hasMessageContaining("it has a tag there")
                .hasMessageEndingWith("; set spec.approval.digest to true by hand in a.yaml line 8");
    }

    private static Edit flag(String text) throws Exception {
        return new ManifestSearch(MemoryTree.of("a.yaml", HEAD + text))
                .set(Releases.LANE, Releases.APPROVAL, new Value.Flag(true));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                no("spec:\n  approval: &a {digest: x}\n  b: *a\n", "anchor", 7),
                no("spec:\n  approval:\n    digest: &a x\n  b: *a\n", "anchor", 8),
                no("spec:\n  b: &a {digest: x}\n  approval: *a\n", "approval is an alias", 8),
                no("spec: &s\n  approval: {}\nb:\n  c: *s\n", "anchor", 6),
                no("base: &b\n  approval: {required: 1}\nspec:\n  <<: *b\n", "<<", 9),
                no("spec:\n  approval: {digest: x}\n  approval: {}\n", "approval stands there twice", 8),
                no("spec:\n  approval:\n    digest: x\n    digest: y\n", "digest stands there twice", 9),
                no("spec:\n  approval:\n  - a\n", "approval is no mapping", 8),
                no("spec:\n  approval: yes\n", "approval is no mapping", 7),
                no("spec:\n  approval:\n    digest: {a: 1}\n", "digest is no plain value", 8),
                no("spec:\n  approval:\n    digest: !secret x\n", "digest has a tag", 8),
                no("spec:\n  approval:\n    digest: &a # c\n      x\n", "does not begin on the line", 8),
                no("spec:\n  approval:\n    why: |\n      x", "what a parser reads", 9));
    }

    private static Arguments no(String text, String reason, int line) {
        return Arguments.of(text, reason, line);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatWouldChangeMoreIsLeftToAPerson(String text, String reason, int line) {
        Refused refused = catchThrowableOfType(Refused.class, () -> set(HEAD + text));

        assertThat(refused)
                .hasMessageContaining(reason)
                .hasMessageStartingWith(
                        "spec.approval.digest of ModelRelease roads/lane (roadworthy.dev/v1alpha1) is not changed: ")
                .hasMessageEndingWith("; set spec.approval.digest to \"sha256:0a1b\" by hand in a.yaml line " + line);
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static String set(String before) throws Exception {
        return content(edit(before, VALUE));
    }

    private static Edit edit(String before, String value) throws Exception {
        return new ManifestSearch(MemoryTree.of("a.yaml", before))
                .set(Releases.LANE, Releases.APPROVAL, new Value.Text(value));
    }

    private static String content(Edit edit) {
        assertThat(edit).isInstanceOf(Edit.Changed.class);
        return new String(((Edit.Changed) edit).content(), StandardCharsets.UTF_8);
    }
}
