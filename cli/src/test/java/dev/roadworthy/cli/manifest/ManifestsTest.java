package dev.roadworthy.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

    private static final String A = manifest("Dataset", "{name: a}");

    @TempDir
    private Path folder;

    @Test
    void ourObjectsOfAFolderAreReadAndOthersLeftOut() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("b/two.yaml"), A + "---\n" + manifest("Dataset", "{name: b, namespace: lab}"));
        Files.writeString(
                folder.resolve("c.yml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n");
        Files.writeString(folder.resolve("d.json"), "{\n\t\"kind\": \"List\", \"items\": [%s]}".formatted("""
                        {"apiVersion": "roadworthy.dev/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "d"}}"""));
        Files.writeString(folder.resolve("README.md"), "no manifest");

        Manifests manifests = Manifests.of(SourceFile.below(folder), "vision");

        assertThat(manifests.mistakes()).isEmpty();
        assertThat(manifests.objects())
                .extracting(Declared::name)
                .containsExactly(
                        new ObjectName("vision", Target.of("dataset/a")),
                        new ObjectName("lab", Target.of("dataset/b")),
                        new ObjectName("vision", Target.of("trainingrun/d")));
    }

    @Test
    void aFileOfAnotherNameIsReadWhereItIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("rendered.txt"), A);

        assertThat(Manifests.of(SourceFile.below(file), "vision").objects()).hasSize(1);
        assertThat(SourceFile.below(folder)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {{ .Values.a }}\\n       | FILE   | a.yaml:1: it is no YAML: ",
                "a: &a {b: *a}\\n            | FILE   | a.yaml:1: it is no YAML: ",
                "A---\\nA                    | FILE   | a.yaml:6: Dataset/a stands in a.yaml:1 already; remove one of the two",
                "A---\\nTrainRun {name: b}   | OBJECT | a.yaml:7: there is no kind 'TrainRun'; there are Dataset, ",
                "A---\\nTrainingRun {nam: b} | OBJECT | a.yaml:8: metadata.name is missing; a manifest names its object",
            })
    void aMistakeIsSaidWithItsPlace(String text, Mistake.Type type, String message) {
        String yaml = text.replace("\\n", "\n").replace("A", A);
        for (String line : yaml.lines().toList()) {
            if (line.matches("Train[A-Za-z]* .*")) {
                String[] words = line.split(" ", 2);
                yaml = yaml.replace(line, manifest(words[0], words[1]));
            }
        }

        assertThat(Manifests.of(List.of(new SourceFile("a.yaml", yaml)), "vision")
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.type()).isEqualTo(type);
                    assertThat(mistake.toString()).startsWith(message);
                });
    }

    private static String manifest(String kind, String metadata) {
        return "apiVersion: roadworthy.dev/v1alpha1\nkind: %s\nmetadata: %s\nspec: {}\n".formatted(kind, metadata);
    }
}
