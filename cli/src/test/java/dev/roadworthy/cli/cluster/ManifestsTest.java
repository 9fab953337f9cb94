package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

    private static final Target A = Target.of("dataset/a");

    private final Manifests manifests = new Manifests(new KubernetesSerialization());

    @TempDir
    private Path folder;

    @Test
    void ourObjectsOfAFolderAreReadAndOthersLeftOut() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/two.yaml"), manifest("a", "{}") + "---\n" + manifest("b", "{}"));
        Files.writeString(
                folder.resolve("c.yml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n");
        Files.writeString(folder.resolve("README.md"), "no manifest");

        assertThat(manifests.read(folder))
                .extracting(Manifests.Declared::target)
                .containsExactly(A, Target.of("dataset/b"));
    }

    @Test
    void whatIsNoManifestIsNamed() throws IOException {
        Files.writeString(folder.resolve("values.yaml"), "a: {{ .Values.a }}\n");

        assertThatThrownBy(() -> manifests.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("values.yaml is no manifest");
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                            | {seed: 0}                     | ",
                "{seed: 1}                     | {seed: 1, epochs: 4}          | ",
                "{seed: 1}                     | {seed: 2}                     | spec.seed",
                "{seed: 1}                     | {}                            | spec.seed",
                "{seed: 1}                     | {seed: 1.0}                   | ",
                "{max: \"0.5\"}                | {max: 0.5}                    | spec.max",
                "{split: {percent: {test: 9}}} | {split: {percent: {test: 8}}} | spec.split.percent.test",
                "{classes: [a, b]}             | {classes: [a, b]}             | ",
                "{classes: [a, b]}             | {classes: [a]}                | spec.classes",
                "{slices: [{name: a}]}         | {slices: [{name: a, x: 1}]}   | ",
                "{slices: [{name: a}]}         | {slices: [{name: b}]}         | spec.slices[0].name",
                "{seed: null}                  | {}                            | ",
            })
    void aManifestIsAppliedOnceTheSpecHoldsAllOfIt(String declared, String there, String difference)
            throws IOException {
        Files.writeString(folder.resolve("a.yaml"), manifest("a", declared));

        assertThat(manifests
                        .difference(manifests.read(folder).getFirst().spec(), Objects.object(A, there))
                        .orElse(null))
                .isEqualTo(difference);
    }

    private static String manifest(String name, String spec) {
        return "apiVersion: roadworthy.dev/v1alpha1\nkind: Dataset\nmetadata: {name: %s}\nspec: %s\n"
                .formatted(name, spec);
    }
}
