package dev.roadworthy.git.manifest;

import static dev.roadworthy.git.manifest.Releases.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.port.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In which file a manifest stands, and what is said where none does. */
class ManifestSearchTest {

    private static final String OURS = release("lane", "roads");
    private static final String BARE = OURS.replace("  namespace: roads\n", "");
    private static final String BROKEN = BARE + "x: [\n";
    private static final String MERGE = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: ModelRelease
            metadata:
              name: lane
            spec:
              approval:
                digest: old
            """;
    private static final String OPERATION = "- op: replace\n  path: /spec/approval/digest\n  value: old\n";
    private static final String TARGETED = """
            namespace: roads
            resources: [../../base]
            patches:
            - path: digest.yaml
              target: {kind: ModelRelease, name: lane}
            """;

    static Stream<Arguments> found() {
        return Stream.of(
                row("alone", "a.yaml", "a.yaml", OURS),
                row(
                        "among others",
                        "b.yml",
                        "a.yaml",
                        release("lane", "yard"),
                        "b.yml",
                        OURS,
                        "c.yaml",
                        release("sign", "roads")),
                row(
                        "a namespace of its folder's kustomization",
                        "a/r.yaml",
                        "a/kustomization.yaml",
                        "namespace: roads\n",
                        "a/r.yaml",
                        BARE,
                        "b/kustomization.yaml",
                        "namespace: yard\n",
                        "b/r.yaml",
                        BARE),
                row(
                        "a namespace of a kustomization above",
                        "a/b/r.yaml",
                        "a/kustomization.yml",
                        "namespace: roads\n",
                        "a/b/r.yaml",
                        BARE),
                row("no namespace, and no other", "a.yaml", "a.yaml", BARE, "b.yaml", release("lane", "yard")),
                row("another file is broken", "b.yaml", "a.yaml", BROKEN, "b.yaml", OURS),
                row("the document before is broken", "a.yaml", "a.yaml", BROKEN + "---\n" + OURS),
                row("the document behind is broken", "a.yaml", "a.yaml", OURS + "---\n" + BROKEN),
                row(
                        "a template beside",
                        "b.yaml",
                        "a/templates/r.yaml",
                        "{{ if x }}\n" + OURS + "{{ end }}\n",
                        "b.yaml",
                        OURS),
                row(
                        "a merge patch with the field",
                        "o/roads/digest.yaml",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        BARE,
                        "o/roads/kustomization.yaml",
                        "namespace: roads\nresources: [../../base]\npatchesStrategicMerge: [digest.yaml]\n",
                        "o/roads/digest.yaml",
                        MERGE),
                row(
                        "a JSON patch of the field",
                        "o/roads/digest.yaml",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        BARE,
                        "o/roads/kustomization.yaml",
                        TARGETED,
                        "o/roads/digest.yaml",
                        OPERATION),
                row(
                        "a JSON patch of its parent",
                        "o/roads/digest.yaml",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        BARE,
                        "o/roads/kustomization.yaml",
                        TARGETED,
                        "o/roads/digest.yaml",
                        "- op: add\n  path: /spec/approval\n  value:\n    required: 1\n"),
                row(
                        "a patch without the field",
                        "base/r.yaml",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        BARE,
                        "o/kustomization.yaml",
                        "namespace: roads\nresources: [../base]\npatches:\n- path: p.yaml\n",
                        "o/p.yaml",
                        MERGE.replace("approval:\n    digest: old", "gate: 1")),
                row(
                        "a patch for another namespace",
                        "base/r.yaml",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        OURS,
                        "o/kustomization.yaml",
                        "namespace: yard\nresources: [../base]\npatches:\n- path: p.yaml\n",
                        "o/p.yaml",
                        MERGE),
                row(
                        "a JSON list",
                        "a.json",
                        "a.json",
                        "{\"kind\": \"List\", \"items\": [{\"apiVersion\": \"roadworthy.dev/v1alpha1\", \"kind\": \"ModelRelease\", \"metadata\": {\"name\": \"lane\", \"namespace\": \"roads\"}}]}"));
    }

    private static Arguments row(String name, String expected, String... tree) {
        return Arguments.of(name, expected, tree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void itIsChangedWhereItReallyStands(String name, String expected, String[] tree) throws Exception {
        Edit edit = set(MemoryTree.of(tree));

        assertThat(edit.path()).isEqualTo(expected);
        String before = tree[Arrays.asList(tree).indexOf(expected) + 1];
        String after = new String(((Edit.Changed) edit).content(), StandardCharsets.UTF_8);
        assertThat(after).contains("sha256:0a1b");
        assertThat(after.lines().filter(line -> !before.lines().toList().contains(line)))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(set(MemoryTree.of(tree).with(expected, after))).isEqualTo(new Edit.Unchanged(expected));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                says(
                        "nothing of the kind",
                        "no manifest of ModelRelease roads/lane (roadworthy.dev/v1alpha1) is among the 2 YAML files that were looked at; commit the manifest there, or correct the folder that is looked through",
                        "a.yaml",
                        "a: 1\n",
                        "b.json",
                        "{}",
                        "README.md",
                        OURS),
                says(
                        "another name and namespace",
                        "; of the same kind there are: lane in yard (roadworthy.dev/v1alpha1, b.yaml line 1), sign in roads (roadworthy.dev/v1alpha1, a.yaml line 1); ",
                        "a.yaml",
                        release("sign", "roads"),
                        "b.yaml",
                        release("lane", "yard")),
                says(
                        "another version",
                        "lane in roads (roadworthy.dev/v1beta1, a.yaml line 1)",
                        "a.yaml",
                        OURS.replace("v1alpha1", "v1beta1")),
                says(
                        "a name that is generated",
                        "with generateName lane- in roads (roadworthy.dev/v1alpha1, a.yaml line 1)",
                        "a.yaml",
                        OURS.replace("name: lane", "generateName: lane-")),
                says(
                        "twice",
                        "stands in several places: a.yaml line 1, b.yaml line 3; set spec.approval.digest to \"sha256:0a1b\" by hand in the one that is meant",
                        "a.yaml",
                        OURS,
                        "b.yaml",
                        "a: 1\n---\n" + OURS.replace("spec:", "x:")),
                says(
                        "twice in a list",
                        "a.yaml line 3, a.yaml line 9",
                        "a.yaml",
                        "kind: List\nitems:\n- " + OURS.replace("\n", "\n  ").stripTrailing() + "\n- "
                                + OURS.replace("\n", "\n  ")),
                says("twice without a namespace", "or say their namespaces", "a.yaml", BARE, "b.yaml", BARE),
                says(
                        "a kustomization of another namespace",
                        "lane without namespace (",
                        "kustomization.yaml",
                        "namespace: yard\n",
                        "a.yaml",
                        BARE),
                says("a broken file", "not read: a.yaml (line 7: ", "a.yaml", BROKEN),
                says("a broken document", "not read: a.yaml (line 9: ", "a.yaml", "a: 1\n---\n" + BROKEN),
                says(
                        "deep nesting",
                        "nested deeper than 100",
                        "a.yaml",
                        OURS.replace("lane", "lane\n  x: " + "[".repeat(200))),
                says(
                        "a template",
                        "name it: set spec.approval.digest to \"sha256:0a1b\" by hand in c/templates/r.yaml line 5, or in the values",
                        "c/templates/r.yaml",
                        "{{ if x }}\n" + OURS + "{{ end }}\n"),
                says(
                        "braces that break a document elsewhere",
                        "by hand in r.yaml line 5",
                        "r.yaml",
                        "{{ if x }}\n" + OURS + "{{ end }}\n"),
                says(
                        "a base of several namespaces",
                        "is made from base/r.yaml line 1, and so are those of other namespaces (roads, yard)",
                        "base/kustomization.yaml",
                        "resources: [r.yaml]\n",
                        "base/r.yaml",
                        BARE,
                        "o/roads/kustomization.yaml",
                        "namespace: roads\nresources: [../../base]\n",
                        "o/yard/kustomization.yaml",
                        "namespace: yard\nresources: [../../base]\n"),
                says(
                        "a patch within a kustomization",
                        "by Kustomize patches that are not changed here: kustomization.yaml line 3 (it stands within a string); set",
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n- patch: |\n    " + MERGE.replace("\n", "\n    "),
                        "r.yaml",
                        OURS),
                says(
                        "a patch for several",
                        "says that it is for several objects",
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n- path: p.yaml\n  target: {kind: ModelRelease}\n",
                        "r.yaml",
                        OURS,
                        "p.yaml",
                        OPERATION),
                says(
                        "a patch that removes it",
                        "p.yaml (it takes that away)",
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n- path: p.yaml\n  target: {kind: ModelRelease, name: lane}\n",
                        "r.yaml",
                        OURS,
                        "p.yaml",
                        "- op: remove\n  path: /spec/approval\n"),
                says(
                        "a merge patch that removes it",
                        "p.yaml (it takes that away)",
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n- path: p.yaml\n",
                        "r.yaml",
                        BARE,
                        "p.yaml",
                        MERGE.replace("approval:\n    digest: old", "approval: null")),
                says(
                        "two patches",
                        "p.yaml line 1, q.yaml line 1",
                        "kustomization.yaml",
                        "resources: [r.yaml]\npatches:\n- path: p.yaml\n- path: q.yaml\n",
                        "r.yaml",
                        BARE,
                        "p.yaml",
                        MERGE,
                        "q.yaml",
                        MERGE));
    }

    private static Arguments says(String name, String message, String... tree) {
        return Arguments.of(name, message, tree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whereItIsNotClearAPersonIsTold(String name, String message, String[] tree) {
        assertThatThrownBy(() -> set(MemoryTree.of(tree)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ModelRelease roads/lane (roadworthy.dev/v1alpha1)")
                .hasMessageContaining(message);
    }

    private static Edit set(Tree tree) throws Exception {
        return new ManifestSearch(tree).set(Releases.LANE, Releases.APPROVAL, new Value.Text("sha256:0a1b"));
    }
}
