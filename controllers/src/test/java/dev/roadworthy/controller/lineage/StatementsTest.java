package dev.roadworthy.controller.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the ledger is told of each kind. */
class StatementsTest {

    private static final List<String> PARAMETERS = List.of("a: '1'", "b: '2'", "c: '3'", "Z: '4'", "epochs: '30'");

    @Test
    void aDatasetIsMadeOfRecordingsOfOtherDatasetsAndOfLabels() {
        Dataset dataset = Ended.dataset();

        assertSaid(DatasetStatements.of(dataset, dataset.getStatus()), """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [
                   {"name": "dataset", "digest": {"sha256": "#2"}},
                   {"name": "manifest", "digest": {"sha256": "#4"}},
                   {"name": "index", "digest": {"sha256": "#3"}},
                   {"name": "report", "digest": {"sha256": "#5"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/dataset/v1",
                     "externalParameters": {
                       "object": {"kind": "Dataset", "namespace": "vision", "name": "sidewalk-v2"},
                       "values": {"layout": "RideLog"}},
                     "resolvedDependencies": [
                       {"name": "recordings", "uri": "s3://raw/sidewalk/"},
                       {"name": "dataset", "digest": {"sha256": "#6"}},
                       {"name": "manifest", "digest": {"sha256": "#7"}},
                       {"name": "labels", "digest": {"sha256": "#8"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sha256:#1"},
                     "byproducts": []}}}
                """);
    }

    @Test
    void labelsAreMadeOfADatasetAndOfWhatWasSelected() {
        AnnotationJob job = Ended.annotationJob();

        assertSaid(AnnotationStatements.of(job, job.getStatus()), """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [{"name": "labels", "digest": {"sha256": "#8"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/labels/v1",
                     "externalParameters": {
                       "object": {"kind": "AnnotationJob", "namespace": "vision", "name": "night"},
                       "values": {"inputHash": "sha256:#1"}},
                     "resolvedDependencies": [
                       {"name": "dataset", "digest": {"sha256": "#6"}},
                       {"name": "manifest", "digest": {"sha256": "#7"}},
                       {"name": "selection", "digest": {"sha256": "#9"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sha256:#a"},
                     "byproducts": [{"name": "review", "digest": {"sha256": "#b"}}]}}}
                """);
    }

    @Test
    void aModelIsMadeOfADatasetAnImageACommitAndParameters() {
        TrainingRun run = Ended.trainingRun();

        assertSaid(TrainingStatements.of(run, run.getStatus()), """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [{"name": "model", "digest": {"sha256": "#e"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/training/v1",
                     "externalParameters": {
                       "object": {"kind": "TrainingRun", "namespace": "vision", "name": "sidewalk-a"},
                       "values": {"seed": "7", "command": "[\\"python\\",\\"train.py\\"]", "parameters.epochs": "30"}},
                     "resolvedDependencies": [
                       {"name": "dataset", "digest": {"sha256": "#2"}},
                       {"name": "manifest", "digest": {"sha256": "#4"}},
                       {"name": "image", "digest": {"sha256": "#c"}},
                       {"name": "parameters", "digest": {"sha256": "#f"}},
                       {"name": "code", "digest": {"gitCommit": "0123456789012345678901234567890123456789"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sha256:#d"},
                     "byproducts": []}}}
                """);
    }

    @Test
    void aReportIsMadeOfAModelAndADatasetAndTooLittleToMeasureOnIsNoPass() {
        Evaluation evaluation = Ended.evaluation();

        assertSaid(EvaluationStatements.of(evaluation, evaluation.getStatus()), """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [{"name": "report", "digest": {"sha256": "#34"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/evaluation/v1",
                     "externalParameters": {
                       "object": {"kind": "Evaluation", "namespace": "vision", "name": "sidewalk-a-test"},
                       "values": {}},
                     "resolvedDependencies": [
                       {"name": "model", "digest": {"sha256": "#e"}},
                       {"name": "dataset", "digest": {"sha256": "#2"}},
                       {"name": "manifest", "digest": {"sha256": "#4"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sha256:#12"},
                     "byproducts": []}}}
                """, """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
                 "subject": [{"name": "model", "digest": {"sha256": "#e"}}],
                 "predicate": {
                   "result": "FAILED",
                   "configuration": [{"name": "report", "digest": {"sha256": "#34"}}],
                   "passedTests": ["meanIoU: min 0.60, measured 0.7000"],
                   "warnedTests": ["recall of road in night: min 0.85, measured nothing"],
                   "failedTests": []}}
                """);
    }

    @Test
    void aReleaseNamesWhoApprovedItAndABundleIsMadeOfIt() {
        EdgeRelease release = Ended.edgeRelease();

        assertSaid(ReleaseStatements.of(release, release.getStatus()), """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [
                   {"name": "release", "digest": {"sha256": "#9b"}},
                   {"name": "release.json", "digest": {"sha256": "#9a"}},
                   {"name": "model.sig", "digest": {"sha256": "#9c"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/release/v1",
                     "externalParameters": {
                       "object": {"kind": "EdgeRelease", "namespace": "vision", "name": "sidewalk-1"},
                       "values": {"line": "sidewalk-detector", "version": "1.0.0", "counter": "3", "keyId": "key-1"},
                       "approval": {
                         "candidate": "sha256:#56",
                         "pullRequest": "https://git.example.org/fleet/pulls/1",
                         "mergedAt": "2026-10-01T12:00:00Z",
                         "approvers": [{"name": "alice", "commit": "9876543210987654321098765432109876543211", "at": "2026-10-01T11:00:00Z"}]}},
                     "resolvedDependencies": [
                       {"name": "model", "digest": {"sha256": "#e"}},
                       {"name": "gates", "digest": {"sha256": "#78"}},
                       {"name": "report", "digest": {"sha256": "#34"}},
                       {"name": "dataset", "digest": {"sha256": "#2"}},
                       {"name": "image", "digest": {"sha256": "#c"}},
                       {"name": "parameters", "digest": {"sha256": "#f"}},
                       {"name": "approval", "uri": "https://git.example.org/fleet/pulls/1", "digest": {"gitCommit": "9876543210987654321098765432109876543210"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sidewalk-detector/3"},
                     "byproducts": []}}}
                """, """
                {"_type": "https://in-toto.io/Statement/v1",
                 "predicateType": "https://slsa.dev/provenance/v1",
                 "subject": [{"name": "bundle", "digest": {"sha256": "#9d"}}],
                 "predicate": {
                   "buildDefinition": {
                     "buildType": "https://roadworthy.dev/making/bundle/v1",
                     "externalParameters": {
                       "object": {"kind": "EdgeRelease", "namespace": "vision", "name": "sidewalk-1"},
                       "values": {}},
                     "resolvedDependencies": [
                       {"name": "model", "digest": {"sha256": "#e"}},
                       {"name": "release", "digest": {"sha256": "#9b"}},
                       {"name": "release.json", "digest": {"sha256": "#9a"}},
                       {"name": "model.sig", "digest": {"sha256": "#9c"}}]},
                   "runDetails": {
                     "builder": {"id": "https://roadworthy.dev/operator/v1"},
                     "metadata": {"invocationId": "sha256:#9b"},
                     "byproducts": []}}}
                """);
    }

    @Test
    void whatIsRefusedHasMadeNothing() {
        Dataset refused = Ended.dataset();
        refused.setStatus(new DatasetStatus(
                null,
                refused.getStatus().inputHash(),
                null,
                null,
                null,
                refused.getStatus().manifest(),
                refused.getStatus().report(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));

        assertThat(DatasetStatements.of(refused, refused.getStatus())).isEmpty();
    }

    @Property(tries = 100)
    void theOrderOfParametersChangesNoByte(@ForAll("shuffled") List<String> parameters) {
        TrainingRun sorted = Ended.trainingRun(PARAMETERS);
        TrainingRun run = Ended.trainingRun(parameters);

        assertThat(TrainingStatements.of(run, run.getStatus()).stream()
                        .map(Documents::digest)
                        .toList())
                .isEqualTo(TrainingStatements.of(sorted, sorted.getStatus()).stream()
                        .map(Documents::digest)
                        .toList());
    }

    @Provide
    Arbitrary<List<String>> shuffled() {
        return Arbitraries.shuffle(PARAMETERS);
    }

    private static void assertSaid(List<InTotoStatement<?>> statements, String... expected) {
        assertThat(statements.stream().map(statement -> json(Documents.write(statement))))
                .containsExactly(Stream.of(expected)
                        .map(text -> json(Digests.spelled(text).getBytes(StandardCharsets.UTF_8)))
                        .toArray(JsonNode[]::new));
    }

    private static JsonNode json(byte[] text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
