package dev.roadworthy.cli.check.validation;

import static dev.roadworthy.cli.check.Folders.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.cli.check.Folders;
import dev.roadworthy.cli.check.plan.KnownResults;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.controller.evaluation.EvaluationInput;
import dev.roadworthy.controller.release.ReleaseInput;
import dev.roadworthy.controller.training.TrainingInput;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an approval, with a cluster and without, where parts of {@link Folders#LINE} are replaced. */
class ApprovalRuleTest {

    private static final String DATA = "sha256:" + "2".repeat(64);
    private static final String MODEL = "sha256:" + "4".repeat(64);
    private static final String OTHER_MODEL = "sha256:" + "5".repeat(64);
    private static final String REPORT = "sha256:" + "6".repeat(64);
    private static final String OTHER_REPORT = "sha256:" + "7".repeat(64);
    private static final String READY =
            "conditions: [{type: %s, status: \"True\", reason: Fine, message: a, lastTransitionTime: \"2026-10-01T12:00:00Z\"}]";

    /** The digest that LINE's release approves. */
    private static final String APPROVED = "sha256:" + "1".repeat(64);

    @ParameterizedTest(name = "{0}: without a cluster {2}, with one {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // What changes                     | replacements of a by b, in order                        | offline
                // | online
                "nothing                            | v1 >> v1                                                 | -       | -",
                "the hardware                       | hardware: [g3] >> hardware: [g4]                         | ERROR   | ERROR",
                "the hardware, written in another order | hardware: [g3] >> hardware: [g3, g3]                 | -       | -",
                "the version alone                  | version: 1.0.0 >> version: 1.0.1                         | -       | -",
                "the rollout alone                  | percent: 20} >> percent: 5}                              | -       | -",
                "the run is renamed                 | name: a} >> name: b}                                     | -       | -",
                "the Evaluation is renamed          | name: a-test} >> name: b-test}                           | -       | -",
                "both are renamed                   | name: a >> name: b                                       | -       | -",
                "the run is renamed, and the hardware changes | name: a} >> name: b} // [g3] >> [g4]           | ERROR   | ERROR",
                "the run is renamed, its memory changes | name: a} >> name: b} // deadline: 12h >> deadline: 9h | -      | -",
                "another run is named, that comes with this | name: a} >> name: b} // 3e-4 >> 1e-3             | WARNING | WARNING",
                "another run is named, of another model | EdgeRelease*modelRef: {name: a} >> modelRef: {name: other} | WARNING | ERROR",
                "another run is named, of the same model | EdgeRelease*modelRef: {name: a} >> modelRef: {name: twin} | WARNING | -",
                "another Evaluation is named        | evaluationRefs: [{name: a-test}] >> evaluationRefs: [{name: other-test}] | WARNING | ERROR",
                "another Evaluation of the same report | evaluationRefs: [{name: a-test}] >> evaluationRefs: [{name: twin-test}] | WARNING | -",
                "one more Evaluation                | evaluationRefs: [{name: a-test}] >> evaluationRefs: [{name: a-test}, {name: other-test}] | WARNING | ERROR",
                "the gates, and nothing of the release | min: `0.60` >> min: `0.50`                            | -       | ERROR",
                "the Evaluation is renamed and has other gates | name: a-test} >> name: b-test} // min: `0.60` >> min: `0.50` | ERROR | ERROR",
                "the run has another seed, and nothing of the release changes | 3e-4 >> 1e-3                   | -       | -",
                "the Dataset changes beneath a run that is renamed | name: a} >> name: b} // labelsFrom: [{name: label}] >> labelsFrom: [] | WARNING | WARNING",
                "the run is renamed, and its Dataset, too | name: a} >> name: b} // name: v2} >> name: v3}     | WARNING | WARNING",
            })
    void whatIsSaidIsTrue(String what, String replacements, String offline, String online) {
        String after = replaced(replacements);

        assertThat(levels(LINE, after, null)).as(what).isEqualTo(offline);
        assertThat(levels(approved(LINE), approved(after), cluster())).as(what).isEqualTo(online);
    }

    /** As it is where the release has come further, or was never right. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "it was of none before, and nothing changes | v1 >> v1                                 | -",
                "it was of none before, and the version changes | version: 1.0.0 >> version: 1.0.1      | ERROR",
                "it was of none before, and the hardware changes | hardware: [g3] >> hardware: [g4]     | ERROR",
            })
    void anApprovalThatWasOfNoCandidate(String what, String replacements, String online) {
        assertThat(levels(LINE, replaced(replacements), cluster())).as(what).isEqualTo(online);
    }

    @ParameterizedTest
    @CsvSource({"true, -", "false, ERROR"})
    void nobodyLooksAtTheApprovalOfWhatIsSigned(boolean signed, String online) {
        String before = approved(LINE);
        Map<ObjectName, JsonNode> objects = new HashMap<>(cluster().objects());
        if (signed) {
            objects.put(Folders.name("edgerelease/r-1"), object("""
                    status:
                      signature: {spec: "%s"}
                    """.formatted(
                            ReleaseInput.released(spec(before, "edgerelease/r-1", EdgeReleaseSpec.class))
                                    .value())));
        }

        assertThat(levels(
                        before, before.replace("min: \"0.60\"", "min: \"0.50\""), new Live(objects, KnownResults.NONE)))
                .isEqualTo(online);
    }

    @ParameterizedTest
    @CsvSource({"true, -", "false, ERROR"})
    void anApprovalThatComesIsHeldAgainstTheCandidate(boolean right, String online) {
        String before = LINE.replace("  approval: {digest: \"%s\"}\n".formatted(APPROVED), "");

        assertThat(before).isNotEqualTo(LINE);
        assertThat(levels(before, right ? approved(LINE) : LINE, cluster())).isEqualTo(online);
        assertThat(levels(before, LINE, null)).isEqualTo("-");
    }

    @Test
    void itSaysWhichCandidateIsWantedOrWhatItDependsOn() {
        String after = approved(replaced("EdgeRelease*modelRef: {name: a} >> modelRef: {name: twin} // [g3] >> [g4]"));

        assertThat(approvals(approved(LINE), after, cluster()))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .containsPattern("is not of the candidate that this change makes, sha256:[0-9a-f]{64}; remove it");
        assertThat(approvals(
                        LINE, replaced("evaluationRefs: [{name: a-test}] >> evaluationRefs: [{name: b-test}]"), null))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("depends on what Evaluation/b-test comes to");
    }

    private static String replaced(String replacements) {
        String after = LINE;
        for (String replacement : replacements.replace('`', '"').split(" // ", -1)) {
            String[] words = replacement.split(" >> ", 2);
            int from = 0;
            if (words[0].startsWith("EdgeRelease*")) {
                words[0] = words[0].substring("EdgeRelease*".length());
                from = after.indexOf("kind: EdgeRelease");
            }
            assertThat(after.substring(from)).contains(words[0].strip());
            after = after.substring(0, from) + after.substring(from).replace(words[0].strip(), words[1].strip());
        }
        return after;
    }

    private static String levels(String before, String after, @Nullable Live live) {
        String levels = approvals(before, after, live).stream()
                .map(Finding::level)
                .map(Enum::name)
                .collect(Collectors.joining(" "));
        return levels.isEmpty() ? "-" : levels;
    }

    private static List<Finding> approvals(String before, String after, @Nullable Live live) {
        return Validation.of(Folders.of(before), Folders.of(after), live).stream()
                .filter(finding -> finding.rule() == Rule.APPROVAL)
                .toList();
    }

    /** With the candidate that the operator computes for LINE in this cluster. */
    private static String approved(String yaml) {
        EvaluationSpec evaluation = spec(LINE, "evaluation/a-test", EvaluationSpec.class);
        return yaml.replace(
                APPROVED,
                ReleaseInput.candidate(
                                spec(LINE, "edgerelease/r-1", EdgeReleaseSpec.class),
                                new Evidence(
                                        new PinnedModel("a", MODEL, new Artifact("s3://a/model", MODEL, 1L)),
                                        List.of(new PinnedEvaluation("a-test", REPORT)),
                                        ReleaseInput.policy(Map.of(REPORT, evaluation.gates()))
                                                .value(),
                                        Map.of()))
                        .digest()
                        .value());
    }

    private static <T> T spec(String yaml, String name, Class<T> type) {
        Folder folder = Folders.of(yaml);
        return Serialization.unmarshal(
                folder.objects().get(Folders.name(name)).spec().toString(), type);
    }

    /** LINE when all of it is done, a run and an Evaluation with the same results, and others. */
    private static Live cluster() {
        Map<ObjectName, JsonNode> objects = new HashMap<>();
        objects.put(Folders.name("dataset/v2"), object("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: v2, namespace: vision, generation: 1}
                spec: {classes: [road]}
                status:
                  observedGeneration: 1
                  digest: "%s"
                  manifest: {uri: s3://a/m, digest: "%s", bytes: 1}
                  %s
                """.formatted(DATA, DATA, READY.formatted("Ready"))));
        run(objects, "a", MODEL, "3e-4");
        run(objects, "twin", MODEL, "3e-4");
        run(objects, "other", OTHER_MODEL, "5e-4");
        evaluation(objects, "a-test", MODEL, REPORT);
        evaluation(objects, "twin-test", MODEL, REPORT);
        evaluation(objects, "other-test", OTHER_MODEL, OTHER_REPORT);
        return new Live(objects, KnownResults.NONE);
    }

    private static void run(Map<ObjectName, JsonNode> objects, String name, String model, String learningRate) {
        String input = new TrainingInput(
                        DATA, "sha256:" + "0".repeat(64), null, List.of(), Map.of("learningRate", learningRate), "7")
                .hash()
                .value();
        String made = "{uri: s3://a/model, digest: \"%s\", manifestBytes: 1, bytes: 1, opset: 17}".formatted(model);
        objects.put(Folders.name("trainingrun/" + name), object("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: %s, namespace: vision, generation: 1}
                spec: {datasetRef: {name: v2}}
                status:
                  observedGeneration: 1
                  inputHash: "%s"
                  dataset: {name: v2, digest: "%s", manifest: {uri: s3://a/m, digest: "%s", bytes: 1}, classes: [road]}
                  model: %s
                  history: [{attempt: 1, inputHash: "%s", outcome: Trained, gpuSeconds: 1, model: %s}]
                  %s
                """.formatted(
                        name, input, DATA, DATA, made, input, made, READY.formatted("Ready"))));
    }

    private static void evaluation(Map<ObjectName, JsonNode> objects, String name, String model, String report) {
        String input = new EvaluationInput(
                        EvaluateRequest.FORMAT, model, null, DATA, List.of(), EvaluationSpec.Split.test, 0, 2)
                .hash()
                .value();
        String made = "{uri: s3://a/report, digest: \"%s\", bytes: 1}".formatted(report);
        objects.put(Folders.name("evaluation/" + name), object("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: %s, namespace: vision, generation: 1}
                spec:
                  modelRef: {name: a}
                  datasetRef: {name: v2}
                  gates: [{metric: meanIoU, min: "0.60"}]
                status:
                  observedGeneration: 1
                  inputHash: "%s"
                  verdict: Passed
                  report: %s
                  pins:
                    model: {name: a, digest: "%s", manifest: {uri: s3://a/model, digest: "%s", bytes: 1}}
                    dataset: {name: v2, digest: "%s", manifest: {uri: s3://a/m, digest: "%s", bytes: 1}, classes: [road]}
                    slices: []
                  history: [{attempt: 1, inputHash: "%s", outcome: Measured, report: %s}]
                  %s
                """.formatted(
                        name, input, made, model, model, DATA, DATA, input, made, READY.formatted("Passed"))));
    }

    private static JsonNode object(String yaml) {
        return Serialization.unmarshal(yaml, JsonNode.class);
    }
}
