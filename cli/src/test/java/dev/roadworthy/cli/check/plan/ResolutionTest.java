package dev.roadworthy.cli.check.plan;

import static dev.roadworthy.cli.check.Folders.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.cli.check.Folders;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.evaluation.EvaluationInput;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** References count by what they come to. */
class ResolutionTest {

    private static final String DATA = "sha256:" + "2".repeat(64);
    private static final String OTHER_DATA = "sha256:" + "3".repeat(64);
    private static final String MODEL = "sha256:" + "4".repeat(64);

    @Test
    void aRunThatIsRenamedIsNoOtherModelToItsEvaluation() {
        String after = LINE.replace("name: a}", "name: b}");

        Plan plan = plan(LINE, after, Map.of());

        Change evaluation = change(plan, "evaluation/a-test");
        assertThat(evaluation.effect())
                .isEqualTo(new Effect(Effect.Type.NOTHING, "spec.modelRef.name: a → b; no input changes"));
        assertThat(change(plan, "trainingrun/b").effect().type()).isEqualTo(Effect.Type.CACHED);
    }

    @Test
    void anotherRunIsAnotherModel() {
        String after = LINE.replace("name: a}", "name: b}").replace("3e-4", "1e-3");

        assertThat(change(plan(LINE, after, Map.of()), "evaluation/a-test")
                        .effect()
                        .type())
                .isEqualTo(Effect.Type.RUNS);
    }

    @Test
    void anotherNameOfTheSameDatasetIsNoOtherInput() {
        String after = LINE.replace("datasetRef: {name: v2}", "datasetRef: {name: v3}");
        Map<ObjectName, JsonNode> objects = new HashMap<>();
        objects.put(Folders.name("dataset/v2"), dataset("v2", DATA));
        objects.put(Folders.name("dataset/v3"), dataset("v3", DATA));

        assertThat(change(plan(LINE, after, objects), "trainingrun/a").effect().type())
                .isEqualTo(Effect.Type.NOTHING);

        objects.put(Folders.name("dataset/v3"), dataset("v3", OTHER_DATA));
        assertThat(change(plan(LINE, after, objects), "trainingrun/a").effect())
                .isEqualTo(new Effect(Effect.Type.RUNS, "spec.datasetRef.name: v2 → v3"));
    }

    @Test
    void anInputThatHasAReportIsNotMeasuredAgain() {
        String before = LINE.replace("gates: [", "seed: 5\n  gates: [");
        Map<ObjectName, JsonNode> objects = new HashMap<>();
        objects.put(Folders.name("dataset/v2"), dataset("v2", DATA));
        objects.put(Folders.name("trainingrun/a"), run());
        objects.put(Folders.name("evaluation/earlier"), measured());

        assertThat(change(plan(before, LINE, objects), "evaluation/a-test").effect())
                .isEqualTo(new Effect(
                        Effect.Type.CACHED,
                        "attempt 3 of Evaluation/earlier measured this input: its report is taken, and held against the"
                                + " gates"));
        assertThat(change(plan(LINE, before, objects), "evaluation/a-test")
                        .effect()
                        .type())
                .as("a seed that nobody measured with")
                .isEqualTo(Effect.Type.RUNS);
    }

    @Test
    void whatOnlyTheStoreKnowsIsNotMadeAgain() {
        String before = LINE.substring(0, LINE.indexOf("---\napiVersion: roadworthy.dev/v1alpha1\nkind: TrainingRun"));
        Map<ObjectName, JsonNode> objects = Map.of(Folders.name("dataset/v2"), dataset("v2", DATA));
        Digest measured = evaluationInput();
        KnownResults stored = (kind, input) -> switch (kind) {
            case TRAINING_RUN -> Optional.of(result(KnownResult.TRAIN, input, Ledger.MODEL, MODEL));
            case EVALUATION ->
                input.equals(measured)
                        ? Optional.of(result(KnownResult.EVALUATE, input, Ledger.REPORT, OTHER_DATA))
                        : Optional.empty();
            case DATASET, ANNOTATION_JOB, EDGE_RELEASE -> throw new IllegalArgumentException(kind.label());
        };

        Plan plan = Planner.plan(Folders.of(before), Folders.of(LINE), new Live(objects, stored), Set.of());

        assertThat(change(plan, "trainingrun/a").effect())
                .isEqualTo(new Effect(Effect.Type.CACHED, "the artifact store has a model of this input: it is taken"));
        assertThat(change(plan, "evaluation/a-test").effect())
                .as("of the model that the store has")
                .isEqualTo(new Effect(
                        Effect.Type.CACHED,
                        "the artifact store has a report of this input: it is taken, and held against the gates"));
        assertThat(change(
                                Planner.plan(
                                        Folders.of(before),
                                        Folders.of(LINE),
                                        new Live(objects, KnownResults.NONE),
                                        Set.of()),
                                "trainingrun/a")
                        .effect()
                        .type())
                .isEqualTo(Effect.Type.RUNS);
    }

    private static KnownResult result(String step, Digest input, String what, String digest) {
        return new KnownResult(
                KnownResult.FORMAT, step, input, Map.of(what, new KnownResult.Document(new Digest(digest), 1)));
    }

    private static Plan plan(String before, String after, Map<ObjectName, JsonNode> objects) {
        return Planner.plan(Folders.of(before), Folders.of(after), new Live(objects, KnownResults.NONE), Set.of());
    }

    private static Change change(Plan plan, String target) {
        return plan.changes().stream()
                .filter(change -> change.object().equals(Folders.name(target)))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode dataset(String name, String digest) {
        return object("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: %s, namespace: vision, generation: 1}
                spec: {classes: [road]}
                status:
                  observedGeneration: 1
                  digest: "%s"
                  manifest: {uri: s3://a/m, digest: "%s", bytes: 1}
                  conditions: [{type: Ready, status: "True", reason: Indexed, message: a, lastTransitionTime: "2026-10-01T12:00:00Z"}]
                """.formatted(name, digest, digest));
    }

    private static JsonNode run() {
        return object("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: a, namespace: vision, generation: 1}
                spec: {datasetRef: {name: v2}}
                status:
                  observedGeneration: 1
                  model: {uri: s3://a/model, digest: "%s", manifestBytes: 1, bytes: 1, opset: 17}
                  conditions: [{type: Ready, status: "True", reason: Trained, message: a, lastTransitionTime: "2026-10-01T12:00:00Z"}]
                """.formatted(MODEL));
    }

    /** Of the input that the operator hashes for LINE's Evaluation. */
    private static JsonNode measured() {
        return object("""
                status:
                  history:
                    - {attempt: 3, inputHash: "%s", outcome: Measured}
                """.formatted(evaluationInput().value()));
    }

    private static Digest evaluationInput() {
        return new EvaluationInput(
                        EvaluateRequest.FORMAT, MODEL, null, DATA, List.of(), EvaluationSpec.Split.test, 0, 2)
                .hash();
    }

    private static JsonNode object(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }
}
