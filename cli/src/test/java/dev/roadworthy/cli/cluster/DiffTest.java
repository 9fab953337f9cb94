package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.cli.cluster.Comparison.Difference;
import dev.roadworthy.cli.cluster.Facts.Part;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two objects differ in, and what a result was made of. */
class DiffTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String RUN = """
            spec:
              datasetRef: {name: v1}
              image: registry/trainer@sha256:01
              parameters: {epochs: "5", learningRate: "3e-4"}
              resources: {limits: {memory: 2Gi}}
            status:
              dataset: {name: v1, digest: 'sha256:%1$s', manifest: {digest: 'sha256:02', uri: s3://x}}
              model: {uri: s3://x, digest: 'sha256:%1$s', bytes: 4, opset: 13}
              lineage: {dataset: 'sha256:%1$s', image: 'sha256:01'}
            """.formatted(A);

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', textBlock = """
            epochs: "5"         | epochs: "7"            | INPUT | spec.parameters.epochs         | 5    | 7
            , learningRate      | , rate                 | INPUT | spec.parameters.learningRate   | 3e-4 |
            sha256:01           | sha256:09              | INPUT | spec.image                     | registry/trainer@sha256:01 | registry/trainer@sha256:09
            '  datasetRef'      | '  seed: 4{n}  datasetRef' | INPUT | spec.seed                  | 0    | 4
            memory: 2Gi         | memory: 3Gi            | MEANS | spec.resources.limits.memory   | 2Gi  | 3Gi
            bytes: 4            | bytes: 5               | RESULT | status.model.bytes            | 4    | 5
            """)
    void aChangedFieldIsToldWithThePartThatItPlays(
            String before, String after, Part part, String field, String left, String right) {
        Comparison comparison = compare(Kind.TRAINING_RUN, RUN, RUN.replace(before, after.replace("{n}", "\n")));

        assertThat(comparison.differences()).first().isEqualTo(new Difference(part, field, left, right));
        assertThat(comparison.first().isPresent()).isEqualTo(part == Part.INPUT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  datasetRef' | '  seed: 0{n}  datasetRef'
            s3://x         | s3://moved
            name: v1       | name: renamed
            """)
    void whatChangesNothingIsNoDifference(String before, String after) {
        Comparison comparison = compare(Kind.TRAINING_RUN, RUN, RUN.replace(before, after.replace("{n}", "\n")));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.text()).isEqualTo("a and b are the same in all %d fields\n".formatted(comparison.same()));
    }

    @Test
    void whereRecordingsLieIsAnInput() {
        String dataset = """
                spec: {source: {uri: s3://raw/%s/}}
                status: {digest: d, index: {uri: s3://x/%s}}
                """;

        assertThat(compare(Kind.DATASET, dataset.formatted("a", "a"), dataset.formatted("b", "b"))
                        .differences())
                .containsExactly(new Difference(Part.INPUT, "spec.source.uri", "s3://raw/a/", "s3://raw/b/"));
    }

    @Test
    void theFirstInputThatDiffersIsMarkedAndDigestsAreCutWhereThatTellsThemApart() {
        Comparison comparison =
                compare(Kind.TRAINING_RUN, RUN, RUN.replace(A, B).replace("epochs: \"5\"", "epochs: \"7\""));

        assertThat(comparison.text()).isEqualTo("""
                   FIELD                         a                    b
                >  input status.dataset.digest   sha256:aaaaaaaaaaaa  sha256:bbbbbbbbbbbb
                   input spec.parameters.epochs  5                    7
                   result status.model.digest    sha256:aaaaaaaaaaaa  sha256:bbbbbbbbbbbb
                6 fields are the same; > is the first input that differs
                """);
        assertThat(compare(Kind.TRAINING_RUN, RUN, RUN.replace(A, A.substring(1) + "c"))
                        .text())
                .contains(A);
    }

    @Test
    void metricsAreComparedSliceBySliceWithTheirIntervals() {
        String evaluation = """
                status:
                  pins: {model: {name: m, digest: 'sha256:01'}, dataset: {name: d, digest: 'sha256:02'}, slices: []}
                  verdict: Passed
                  gates:
                  - {metric: meanIoU, value: "0.7000", low: "0.6000", high: "0.8000", limit: min 0.5, result: Passed}
                  - {metric: recall, class: car, slice: night, value: "%s", limit: min 0.5, result: Passed}
                  - {metric: recall, class: car, slice: night, limit: maxRegression 0.1, result: Inconclusive}
                """;

        Comparison comparison =
                compare(Kind.EVALUATION, evaluation.formatted("0.6100"), evaluation.formatted("0.5500"));

        assertThat(comparison.differences())
                .containsExactly(new Difference(
                        Part.RESULT,
                        "status.gates[recall of car in night]",
                        "0.6100, min 0.5: Passed",
                        "0.5500, min 0.5: Passed"));
    }

    @Test
    void programsGetTheSame() throws Exception {
        JsonNode json = new JsonMapper()
                .readTree(compare(Kind.TRAINING_RUN, RUN, RUN.replace("epochs: \"5\"", "epochs: \"7\""))
                        .json());

        assertThat(json.at("/left").asText()).isEqualTo("a");
        assertThat(json.at("/differences/0/part").asText()).isEqualTo("INPUT");
        assertThat(json.at("/differences/0/field").asText()).isEqualTo("spec.parameters.epochs");
        assertThat(json.at("/differences/0/right").asText()).isEqualTo("7");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Dataset       | {extends: [{name: x}], labelsFrom: [{name: y}]} | {digest: d, inputs: {extends: [{name: x, digest: was}], labelsFrom: [{name: y, snapshot: {digest: new}}]}} | extends x
            Dataset       | {labelsFrom: [{name: y}]}                | {digest: d, inputs: {labelsFrom: [{name: y, snapshot: {digest: was}}]}}                  | labelsFrom y
            AnnotationJob | {datasetRef: {name: x}}                  | {dataset: {digest: was}, labels: {snapshot: {digest: l}}}                                | dataset
            TrainingRun   | {datasetRef: {name: x}, image: i@new}    | {dataset: {digest: was}, lineage: {image: new}, model: {digest: m}}                      | dataset
            TrainingRun   | {datasetRef: {name: x}, image: i@new}    | {dataset: {digest: new}, lineage: {image: was}, model: {digest: m}}                      | image
            Evaluation    | {modelRef: {name: m}, datasetRef: {name: x}} | {pins: {model: {digest: was}, dataset: {digest: new}, slices: [{name: night, where: sun}]}, report: {digest: r}} | model
            Evaluation    | {modelRef: {name: m}, datasetRef: {name: x}} | {pins: {model: {digest: new}, dataset: {digest: new}, slices: [{name: night, where: was}]}, report: {digest: r}} | slice night
            EdgeRelease   | {modelRef: {name: m}, evaluationRefs: [{name: e}]} | {candidate: c, evidence: {model: {digest: new}, evaluations: [{name: e, report: was}], lineage: {image: new}}} | evaluation e
            EdgeRelease   | {modelRef: {name: m}, evaluationRefs: [{name: e}]} | {candidate: c, evidence: {model: {digest: new}, evaluations: [{name: e, report: new}], lineage: {image: was}}} | image
            """)
    void whatAResultWasMadeOfIsComparedWithWhatItsReferencesComeToNow(
            String word, String spec, String status, String field) {
        Kind kind = Kind.of(word).orElseThrow();
        JsonNode object = yaml("spec: %s\nstatus: %s".formatted(spec, status));

        Origin origin = Origin.of(kind, object, DiffTest::current).orElseThrow();
        Comparison comparison = Comparison.of("MADE OF", origin.made(), "NOW", origin.now());

        assertThat(comparison.differences()).extracting(Difference::field).containsExactly(field);
        assertThat(comparison.differences().getFirst().left()).isEqualTo("was");
    }

    @Test
    void whatIsGoneIsToldAndWhatHasNoResultHasNoOrigin() {
        JsonNode run = yaml(RUN);

        Origin origin = Origin.of(Kind.TRAINING_RUN, run, _ -> Optional.empty()).orElseThrow();

        assertThat(Comparison.of("MADE OF", origin.made(), "NOW", origin.now()).text())
                .contains("not in the cluster");
        assertThat(Origin.of(Kind.TRAINING_RUN, yaml("spec: {image: i@d}"), DiffTest::current))
                .isEmpty();
    }

    /** Whatever is referred to has the digest "new". */
    private static Optional<JsonNode> current(Target target) {
        return Optional.of(yaml("""
                spec: {slices: [{name: night, where: sun}]}
                status:
                  digest: new
                  model: {digest: new}
                  report: {digest: new}
                  labels: {snapshot: {digest: new}}
                  lineage: {image: new}
                """));
    }

    private static Comparison compare(Kind kind, String left, String right) {
        return Comparison.of("a", Facts.of(kind, yaml(left)), "b", Facts.of(kind, yaml(right)));
    }

    private static JsonNode yaml(String text) {
        return new JsonMapper().valueToTree(Serialization.unmarshal(text, Map.class));
    }
}
