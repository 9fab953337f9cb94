package dev.roadworthy.git.manifest;

import static dev.roadworthy.git.manifest.Releases.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.GitHost.Value;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are large, many, strange, or made to do harm. */
class ManifestLimitsTest {

    private static final String OURS = release("lane", "roads");

    @Test
    void whatIsTooLargeIsNotRead() {
        Tree tree = () -> Stream.of(new Tree.Entry("a.yaml", (16 << 20) + 1, () -> {
            throw new AssertionError("it was read");
        }));

        assertThatThrownBy(() -> set(tree))
                .hasMessageContaining("not read: a.yaml (it has 16 MiB, files above 16 MiB are not read)");
    }

    @Test
    void whatIsNotInUtf8IsNamed() {
        assertThatThrownBy(() ->
                        set(new MemoryTree().with("a.yaml", (OURS + "\u00e4").getBytes(StandardCharsets.ISO_8859_1))))
                .hasMessageContaining("not read: a.yaml (it is not in UTF-8)");
    }

    @Test
    void anAliasBombDoesNotGoOff() throws Exception {
        StringBuilder bomb = new StringBuilder(OURS + "a0: &a0 {x: 1}\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d {<<: [%s]}\n"
                    .formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
        }
        bomb.append("<<: *a59\n");

        assertThat(set(MemoryTree.of("a.yaml", bomb.toString()))).isInstanceOf(Edit.Changed.class);
    }

    @Test
    void aFileOfFiveMebibytesAndTenThousandFilesAreNoMatter() throws Exception {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 10_000; i++) {
            tree.with("apps/%d/r.yaml".formatted(i), release("other-" + i, "roads"));
        }
        String other = release("other", "roads") + "---\n";
        tree.with("large.yaml", other.repeat((5 << 20) / other.length()) + OURS);

        assertThat(set(tree).path()).isEqualTo("large.yaml");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPairOfSurrogatesAtTheEndOfTheParsersBufferIsNoMatter(int shift) throws Exception {
        String text = OURS + "# " + "x".repeat(shift) + "\uD83D\uDE97".repeat(3_000) + "\n";

        assertThat(set(MemoryTree.of("a.yaml", text))).isInstanceOf(Edit.Changed.class);
    }

    @Test
    void whatTheParserDoesNotEvenRefuseIsNamed() {
        assertThatThrownBy(() -> set(MemoryTree.of("a.yaml", OURS + "x: \"\\UF0000000\"\n")))
                .hasMessageContaining("not read: a.yaml (the document at line 1: ");
    }

    @Test
    void aDocumentWithTooManyValuesIsNamed() {
        assertThatThrownBy(() -> set(MemoryTree.of("a.yaml", OURS + "x:\n" + "- a\n".repeat(500_000))))
                .hasMessageContaining("not read: a.yaml (the document at line 1: it holds more than 500000 values)");
    }

    private static Edit set(Tree tree) throws Exception {
        return new ManifestSearch(tree).set(Releases.LANE, Releases.APPROVAL, new Value.Text("sha256:0a1b"));
    }
}
