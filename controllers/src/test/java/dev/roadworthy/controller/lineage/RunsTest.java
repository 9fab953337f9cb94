package dev.roadworthy.controller.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import dev.roadworthy.controller.port.RunEvent.Facts;
import dev.roadworthy.controller.port.RunEvent.Kept;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to runs, from one status to the next. */
class RunsTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00.123456Z");
    private static final String MANIFEST = "manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}";
    private static final String DATASET =
            "dataset: {name: sidewalk, digest: sha256:#2, classes: [road], %s}\n".formatted(MANIFEST);
    private static final String STALLED = """
            conditions:
              - {type: Ready, status: 'False', reason: X, message: it is wrong, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
              - {type: Stalled, status: 'True', reason: X, message: it is wrong, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
            """;
    private static final String WAITING = """
            conditions:
              - {type: Ready, status: 'False', reason: X, message: m, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
              - {type: ActionRequired, status: 'True', reason: X, message: m, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
            """;

    @Test
    void aRunStartsOnceAndEndsOnceWhateverElseChanges() {
        Dataset wanted = dataset("job: sidewalk-index-0123456789ab-1\n");
        Dataset indexed = dataset("""
                job: sidewalk-index-0123456789ab-1
                digest: sha256:#2
                manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}
                index: {uri: s3://artifacts/i, digest: sha256:#5, bytes: 1}
                checks:
                  - {name: corruptPercent, value: '0.10', limit: max 0.5, result: Passed, count: 1}
                """);

        RunEvent start = only(between(null, wanted));
        assertThat(start.type()).isEqualTo(RunEvent.Type.START);
        assertThat(start.at()).isEqualTo("2026-10-01T12:00:00.123Z");
        assertThat(start.owner()).isEqualTo(new RunEvent.Owner("Dataset", "vision", "sidewalk", "u"));
        assertThat(start.step()).isEqualTo("index");
        assertThat(start.facts()).isEqualTo(Facts.of(List.of(new Data("s3://raw/sidewalk/", null))));
        assertThat(between(wanted, wanted)).isEmpty();

        RunEvent complete = end(between(wanted, indexed));
        assertThat(complete.type()).isEqualTo(RunEvent.Type.COMPLETE);
        assertThat(complete.job()).isEqualTo(start.job());
        // By the digest that trainings pin, and not by that of the manifest's bytes.
        assertThat(complete.facts().outputs())
                .containsExactly(data("s3://artifacts/m", '2'), data("s3://artifacts/i", '5'));
        assertThat(complete.facts().checks())
                .containsExactly(new RunEvent.Limit("corruptPercent", Kept.YES, "max 0.5", "0.10"));
        assertThat(between(indexed, indexed)).isEmpty();
    }

    @Test
    void whatWasNeverSeenUnderWayStartsAndEnds() {
        assertThat(between(null, dataset("job: sidewalk-index-0123456789ab-1\ndigest: sha256:#2\n")))
                .extracting(RunEvent::type)
                .containsExactly(RunEvent.Type.START, RunEvent.Type.COMPLETE);
    }

    @Test
    void withoutAJobThereIsNoRun() {
        assertThat(between(null, dataset("inputHash: sha256:#1\n" + STALLED))).isEmpty();
    }

    @Test
    void whatIsRefusedFailsAndSaysWhy() {
        RunEvent fail = end(between(
                dataset("job: sidewalk-index-0123456789ab-1\n"),
                dataset("job: sidewalk-index-0123456789ab-1\n" + STALLED)));

        assertThat(fail.type()).isEqualTo(RunEvent.Type.FAIL);
        assertThat(fail.message()).isEqualTo("it is wrong");
    }

    @Test
    void aJobThatAnotherReplacesBeforeItsEndIsAbortedBeforeThatStarts() {
        assertThat(between(
                        dataset("job: sidewalk-index-0123456789ab-1\n"),
                        dataset("job: sidewalk-index-ba9876543210-1\n")))
                .extracting(RunEvent::type, RunEvent::job)
                .containsExactly(
                        tuple(RunEvent.Type.ABORT, "sidewalk-index-0123456789ab-1"),
                        tuple(RunEvent.Type.START, "sidewalk-index-ba9876543210-1"));
    }

    @Test
    void aStoppedAttemptIsAbortedWithWhatItUsed() {
        TrainingRun open = training("inputHash: sha256:#1\n" + DATASET + """
                history:
                  - {attempt: 1, inputHash: sha256:#1, job: sidewalk-a-train-0123456789ab-1, outcome: Open, gpuSeconds: 0}
                """);
        TrainingRun changed = training("""
                inputHash: sha256:#7
                history:
                  - {attempt: 1, inputHash: sha256:#1, job: sidewalk-a-train-0123456789ab-1, outcome: Stopped, message: the spec changed, gpuSeconds: 0}
                  - {attempt: 2, inputHash: sha256:#7, outcome: Open, gpuSeconds: 0}
                """);

        RunEvent abort = end(between(open, changed));

        assertThat(abort.type()).isEqualTo(RunEvent.Type.ABORT);
        assertThat(abort.message()).isEqualTo("the spec changed");
        assertThat(abort.facts().inputs()).containsExactly(data("s3://artifacts/m", '2'));
    }

    @Test
    void aTrainingHasItsModelAndTheCommitThatTheStatusPins() {
        TrainingRun trained = training("inputHash: sha256:#1\n" + DATASET + """
                model: {uri: s3://artifacts/o, digest: sha256:#e, manifestBytes: 1, bytes: 1, opset: 13}
                lineage: {dataset: sha256:#2, image: sha256:#c, commit: 0123456789012345678901234567890123456789, parameters: sha256:#f}
                history:
                  - {attempt: 1, inputHash: sha256:#1, job: sidewalk-a-train-0123456789ab-1, outcome: Trained, gpuSeconds: 0}
                """);

        RunEvent complete = between(null, trained).getLast();

        assertThat(complete.step()).isEqualTo("train");
        assertThat(complete.facts().outputs()).containsExactly(data("s3://artifacts/o", 'e'));
        assertThat(complete.facts().code())
                .isEqualTo(new RunEvent.Code(
                        "https://git.example.org/trainer", "0123456789012345678901234567890123456789"));
    }

    @Test
    void anAttemptWhoseMeansDidNotSufficeFailsAndTheNextJobIsAnotherRun() {
        String history = """
                inputHash: sha256:#1
                history:
                  - {attempt: 1, inputHash: sha256:#1, job: sidewalk-a-train-0123456789ab-%d, outcome: %s, gpuSeconds: 0}
                """;

        assertThat(between(training(history.formatted(1, "Open")), training(history.formatted(1, "Failed"))))
                .extracting(RunEvent::type)
                .containsExactly(RunEvent.Type.START, RunEvent.Type.FAIL);
        assertThat(between(training(history.formatted(1, "Failed")), training(history.formatted(2, "Open"))))
                .extracting(RunEvent::type)
                .containsExactly(RunEvent.Type.START);
    }

    @Test
    void gatesOfAnEvaluationAreTestsAndNoFailure() {
        Evaluation measured = of(Evaluation.class, "modelRef: {name: a}\ndatasetRef: {name: d}\n", """
                inputHash: sha256:#1
                pins:
                  model: {name: a, digest: sha256:#e, manifest: {uri: s3://artifacts/o, digest: sha256:#e, bytes: 1}}
                  dataset: {name: sidewalk, digest: sha256:#2, classes: [road], manifest: {uri: s3://artifacts/m, digest: sha256:#4, bytes: 1}}
                  slices: []
                verdict: Failed
                report: {uri: s3://artifacts/r, digest: sha256:#6, bytes: 1}
                gates:
                  - {metric: recall, class: road, slice: night, value: '0.7000', limit: min 0.85, samples: 9, minSamples: 1, rides: 2, result: Failed}
                  - {metric: meanIoU, limit: min 0.60, samples: 0, minSamples: 1, rides: 0, result: Inconclusive}
                history:
                  - {attempt: 1, inputHash: sha256:#1, job: a-evaluate-0123456789ab-1, outcome: Measured}
                """);

        RunEvent complete = between(null, measured).getLast();

        assertThat(complete.type()).isEqualTo(RunEvent.Type.COMPLETE);
        assertThat(complete.facts().inputs())
                .containsExactly(data("s3://artifacts/o", 'e'), data("s3://artifacts/m", '2'));
        assertThat(complete.facts().gates())
                .containsExactly(
                        new RunEvent.Limit("recall of road in night", Kept.NO, "min 0.85", "0.7000"),
                        new RunEvent.Limit("meanIoU", Kept.UNKNOWN, "min 0.60", null));
    }

    @Test
    void bothStepsOfAnAnnotationJobAreRunsAndThePeopleInBetweenAreNone() {
        String selects = DATASET + "job: night-select-0123456789ab-1\n";
        String tasks =
                "tasks: {folder: s3://labels/night/1/, selection: {uri: s3://artifacts/s, digest: sha256:#9, bytes: 1}, total: 5, labelled: 5}\n";
        String collects = DATASET + tasks + "job: night-collect-0123456789ab-1\n";
        String review = "handIn: sha256:#a\nreview: {uri: s3://artifacts/v, digest: sha256:#b, bytes: 1}\n";
        AnnotationJob laidOut = annotation(selects + tasks + WAITING);
        AnnotationJob refused = annotation(collects + review + STALLED);
        AnnotationJob labelling = annotation(collects + WAITING);
        AnnotationJob accepted = annotation(collects + review
                + "labels: {snapshot: {uri: s3://artifacts/l, digest: sha256:#8, bytes: 1}, count: 5, skipped: 0}\n");

        assertThat(types(between(annotation(selects), laidOut))).containsExactly("START select", "COMPLETE select");
        assertThat(types(between(laidOut, annotation(collects)))).containsExactly("START collect");
        assertThat(types(between(annotation(collects), refused))).containsExactly("START collect", "FAIL collect");
        assertThat(between(refused, labelling)).isEmpty();
        RunEvent complete = end(between(annotation(collects), accepted));
        assertThat(complete.facts().outputs())
                .containsExactly(data("s3://artifacts/v", 'b'), data("s3://artifacts/l", '8'));
    }

    @Test
    void aBundleIsARunAndItsRolloutIsNone() {
        String signed = """
                job: sidewalk-pack-0123456789ab-1
                candidate: sha256:#1
                evidence:
                  model: {name: a, digest: sha256:#e, manifest: {uri: s3://artifacts/o, digest: sha256:#e, bytes: 1}}
                  evaluations: []
                  policy: sha256:#3
                  lineage: {}
                approval: {candidate: sha256:#1, pullRequest: 'https://git.example.org/fleet/pulls/7', state: Merged, commit: 0123456789012345678901234567890123456789}
                signature:
                  spec: sha256:#4
                  counter: 1
                  release: {uri: s3://artifacts/j, digest: sha256:#5, bytes: 1}
                  payload: sha256:#6
                  modelSignature: {uri: s3://artifacts/g, digest: sha256:#7, bytes: 1}
                  keyId: k
                  publicKey: p
                """;
        EdgeRelease packed = release(signed + "bundle: {uri: s3://artifacts/b, digest: sha256:#8, bytes: 1}\n");

        RunEvent complete = end(between(release(signed), packed));

        assertThat(complete.type()).isEqualTo(RunEvent.Type.COMPLETE);
        assertThat(complete.facts().inputs())
                .containsExactly(
                        data("s3://artifacts/o", 'e'), data("s3://artifacts/j", '5'), data("s3://artifacts/g", '7'));
        assertThat(complete.facts().outputs()).containsExactly(data("s3://artifacts/b", '8'));
        assertThat(complete.facts().code().place()).isEqualTo("https://git.example.org/fleet/pulls/7");
        assertThat(between(
                        packed,
                        release(signed + "bundle: {uri: s3://artifacts/b, digest: sha256:#8, bytes: 1}\n" + STALLED)))
                .isEmpty();
    }

    private static List<String> types(List<RunEvent> events) {
        return events.stream()
                .map(event -> "%s %s".formatted(event.type(), event.step()))
                .toList();
    }

    /** The end, before which the start is told again. */
    private static RunEvent end(List<RunEvent> events) {
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().type()).isEqualTo(RunEvent.Type.START);
        assertThat(events.getFirst().job()).isEqualTo(events.getLast().job());
        assertThat(events.getFirst().facts())
                .isEqualTo(Facts.of(events.getLast().facts().inputs()));
        return events.getLast();
    }

    private static RunEvent only(List<RunEvent> events) {
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static Data data(String uri, char digit) {
        return new Data(uri, new Digest("sha256:" + String.valueOf(digit).repeat(64)));
    }

    private static <S extends RoadworthyStatus> List<RunEvent> between(
            CustomResource<?, S> before, CustomResource<?, S> after) {
        return Runs.between(after, before == null ? null : before.getStatus(), after.getStatus(), NOW);
    }

    private static Dataset dataset(String status) {
        return of(Dataset.class, """
                source: {uri: s3://raw/sidewalk/, layout: RideLog}
                classes: [road]
                split: {percent: {train: 70, validation: 15, test: 15}}
                """, status);
    }

    private static TrainingRun training(String status) {
        return of(TrainingRun.class, """
                datasetRef: {name: sidewalk}
                image: registry.example.org/trainer@sha256:#c
                code: {repository: https://git.example.org/trainer, commit: 0123456789012345678901234567890123456789}
                """, status);
    }

    private static AnnotationJob annotation(String status) {
        return of(
                AnnotationJob.class,
                "datasetRef: {name: sidewalk}\ntool: {files: {uri: s3://labels/night/}}\n",
                status);
    }

    private static EdgeRelease release(String status) {
        return of(EdgeRelease.class, "line: sidewalk\nversion: 1.0.0\n", status);
    }

    private static <T extends CustomResource<?, ?>> T of(Class<T> kind, String spec, String status) {
        String yaml = """
                apiVersion: roadworthy.dev/v1alpha1
                kind: %s
                metadata: {name: sidewalk, namespace: vision, uid: u, generation: 1}
                spec:
                %sstatus:
                %s""".formatted(kind.getSimpleName(), spec.indent(2), status.indent(2));
        return Serialization.unmarshal(Digests.spelled(yaml), kind);
    }
}
