package dev.roadworthy.cli.check.validation;

import static dev.roadworthy.cli.check.Folders.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.roadworthy.cli.check.Folders;
import dev.roadworthy.cli.check.plan.KnownResults;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.revision.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {

    @Test
    void theLineIsWithoutFault() {
        assertThat(findings(LINE)).isEmpty();
    }

    @ParameterizedTest(name = "{1} at line {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "seed: 7\\n  resources | sed: 7\\n  resources | 0 | ERROR | SCHEMA | unknown field 'sed' in spec",
                "modelRef: {name: a}  | modelRef: {nam: a}  | 0 | ERROR | SCHEMA | unknown field 'nam' in spec.modelRef",
                "limit: 100           | limit: many         | 0 | ERROR | SCHEMA | spec.select.limit: ",
                "kind: TrainingRun    | kind: TrainRun      | 0 | ERROR | SCHEMA | there is no kind 'TrainRun'",
                "test: 15}}\\n  slices | test: 16}}\\n  slices | 7 | ERROR | CEL | spec.split.percent: train, validation and test must add up",
                "datasetRef: {name: v1} | datasetRef: {name: v0} | 0 | WARNING | REFERENCE | spec.datasetRef.name names Dataset/v0, which is not in this folder",
                "metadata: {name: v1} | metadata: {name: v2} | 0 | ERROR | YAML | Dataset/v2 stands in fleet/all.yaml:1 already",
                "hardware: [g3]       | hardware: [g4]      | 0 | ERROR | APPROVAL | spec.approval.digest stays, and this change makes another candidate",
                "gates:               | split: validation\\n  gates: | 0 | ERROR | LEAKAGE | TrainingRun/a is measured on the split validation of Dataset/v2",
            })
    void whatIsWrongIsSaidWithItsLine(
            String before, String after, int line, String level, String rule, String message) {
        String old = before.replace("\\n", "\n");
        assertThat(LINE).contains(old);

        List<Finding> findings = findings(LINE.replace(old, after.replace("\\n", "\n")));

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.message()).startsWith(message);
            assertThat(finding.rule().name()).isEqualTo(rule);
            assertThat(finding.level().name()).isEqualTo(level);
            if (line > 0) {
                assertThat(finding.place().line()).isEqualTo(line);
            }
        });
    }

    @Test
    void ridesThatTwoDatasetsDivideDifferentlyLeak() {
        String other = LINE.replace(
                "kind: Evaluation\nmetadata: {name: a-test}\nspec:\n  modelRef: {name: a}\n  datasetRef: {name: v2}",
                "kind: Evaluation\nmetadata: {name: a-test}\nspec:\n  modelRef: {name: a}\n  datasetRef: {name: other}");
        String dataset = """
                ---
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: other}
                spec:
                  source: {uri: s3://raw/%s/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: %d, percent: {train: 70, validation: 15, test: 15}}
                """;

        assertThat(findings(other + dataset.formatted("v1/lisbon", 8)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Finding.Rule.LEAKAGE);
                    assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
                    assertThat(finding.message()).contains("s3://raw/v1/lisbon/", "divide them differently");
                });
        assertThat(findings(other + dataset.formatted("v1/lisbon", 7))).isEmpty();
        assertThat(findings(other + dataset.formatted("elsewhere", 8))).isEmpty();
    }

    @Test
    void aClusterKnowsWhatIsNotInTheFolder() {
        String yaml = LINE.replace("datasetRef: {name: v1}", "datasetRef: {name: v0}");

        assertThat(Validation.of(Folders.of(LINE), Folders.of(yaml), live("dataset/v0")))
                .isEmpty();
        assertThat(Validation.of(Folders.of(LINE), Folders.of(yaml), live("dataset/v1")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.ERROR));
    }

    @Test
    void whatIsNoYamlIsAnErrorAndStopsNothingElse() {
        assertThat(findings("a: {{ .Values.a }}\n")).singleElement().satisfies(finding -> {
            assertThat(finding.place().line()).isEqualTo(1);
            assertThat(finding.message()).startsWith("it is no YAML");
        });
        assertThat(findings("a: &a {b: *a}\n")).hasSize(1);
    }

    private static Live live(String name) {
        return new Live(Map.of(Folders.name(name), MissingNode.getInstance()), KnownResults.NONE);
    }

    private static List<Finding> findings(String yaml) {
        return Validation.of(Folders.of(LINE), Folders.of(yaml), null);
    }
}
