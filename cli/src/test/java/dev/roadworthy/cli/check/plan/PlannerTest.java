package dev.roadworthy.cli.check.plan;

import static dev.roadworthy.cli.check.Folders.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.Folders;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.controller.training.TrainingInput;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private static final String HASH = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uri: s3://raw/v1/                | uri: s3://raw/v2/         | dataset/v1 runs, dataset/v2 out of date, evaluation/a-test nothing",
                "where: sun_elevation < -6        | where: sun_elevation < -9 | dataset/v1 runs, trainingrun/a nothing",
                "{framesPerSlice: {min: 20}}      | {framesPerSlice: {min: 9}} | dataset/v1 judged again, dataset/v2 nothing",
                "{limit: 100, seed: 1}            | {limit: 100, seed: 2}     | annotationjob/label runs, dataset/v2 out of date, trainingrun/a nothing",
                "learningRate: \"3e-4\"           | learningRate: \"1e-3\"    | trainingrun/a runs, evaluation/a-test out of date, edgerelease/r-1 out of date",
                "deadline: 12h                    | deadline: 13h             | trainingrun/a nothing, evaluation/a-test nothing",
                "nvidia.com/gpu: \"2\"            | nvidia.com/gpu: \"4\"     | trainingrun/a nothing, evaluation/a-test nothing",
                "r/trainer@                       | s/trainer@                | trainingrun/a nothing",
                "min: \"0.60\"                    | min: \"0.50\"             | evaluation/a-test judged again, edgerelease/r-1 out of date",
                "version: 1.0.0                   | version: 1.0.1            | edgerelease/r-1 releases",
                "hardware: [g3]                   | hardware: [g3, g4]        | edgerelease/r-1 releases",
                "rollout: {waves                  | rollout: {paused: true, waves  | edgerelease/r-1 rolls out",
                "rollout: {waves                  | rollout: {aborted: true, waves | edgerelease/r-1 rolls out",
                "{name: canary, percent: 20}      | {name: canary, percent: 5} | edgerelease/r-1 rolls out",
            })
    void aChangeDoesWhatTheOperatorDecides(String before, String after, String effects) {
        assertThat(LINE).contains(before);

        Plan plan = plan(Folders.of(LINE), Folders.of(LINE.replace(before, after)), Live.UNKNOWN);

        for (String effect : effects.split(", ", -1)) {
            String[] words = effect.split(" ", 2);
            assertThat(effect(plan, words[0])).as(effect).isEqualTo(words[1]);
        }
    }

    @Test
    void theFirstInputThatDiffersIsTheReason() {
        Plan plan = plan(
                Folders.of(LINE),
                Folders.of(LINE.replace("deadline: 12h", "deadline: 9h")
                        .replace("seed: 7\n  resources", "seed: 8\n  resources")
                        .replace("learningRate: \"3e-4\"", "learningRate: \"1e-3\"")),
                Live.UNKNOWN);

        Change run = change(plan, "trainingrun/a").orElseThrow();
        assertThat(run.effect().why()).isEqualTo("spec.parameters.learningRate: 3e-4 → 1e-3");
        assertThat(run.fields())
                .extracting(FieldChange::toString)
                .containsExactly(
                        "spec.parameters.learningRate: 3e-4 → 1e-3", "spec.seed: 7 → 8", "spec.deadline: 12h → 9h");
    }

    @Test
    void aDefaultThatIsWrittenDownIsNoChange() {
        Plan plan = plan(
                Folders.of(LINE),
                Folders.of(LINE.replace("gates: [{metric", "split: test\n  threads: 2\n  gates: [{metric")),
                Live.UNKNOWN);

        assertThat(change(plan, "evaluation/a-test").orElseThrow().effect().type())
                .isEqualTo(Effect.Type.NOTHING);
    }

    @Test
    void anotherNameIsAnotherObjectThatHasTheSameModel() {
        Plan plan = plan(Folders.of(LINE), Folders.of(LINE.replace("name: a}", "name: b}")), Live.UNKNOWN);

        assertThat(change(plan, "trainingrun/b").orElseThrow())
                .satisfies(change -> assertThat(change.action()).isEqualTo(Change.Action.RENAMED))
                .satisfies(change -> assertThat(change.before()).isEqualTo(Folders.name("trainingrun/a")));
        assertThat(effect(plan, "trainingrun/b")).isEqualTo("cached");
        assertThat(effect(plan, "trainingrun/a")).isEqualTo("removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a | name: b | the same candidate under another name: its approval holds",
                "modelRef: {name: a} | modelRef: {name: other} | its candidate has to be approved, unless it is the one",
                "hardware: [g3] | hardware: [g4] | its candidate has to be approved",
            })
    void aReleaseIsApprovedAgainWhereItsCandidateIsAnother(String before, String after, String detail) {
        Plan plan = plan(Folders.of(LINE), Folders.of(LINE.replace(before, after)), Live.UNKNOWN);

        assertThat(change(plan, "edgerelease/r-1").orElseThrow().details().getFirst())
                .startsWith(detail);
    }

    @Test
    void whatIsRefusedDoesNothing() {
        Plan plan = Planner.plan(
                Folders.of(LINE),
                Folders.of(LINE.replace("learningRate: \"3e-4\"", "learningRate: \"1e-3\"")),
                Live.UNKNOWN,
                Set.of(Folders.name("trainingrun/a")));

        assertThat(effect(plan, "trainingrun/a")).isEqualTo("unknown");
        assertThat(effect(plan, "evaluation/a-test")).isEqualTo("nothing");
    }

    @Test
    void nothingChangesWhereNothingDoes() {
        assertThat(plan(Folders.of(LINE), Folders.of(LINE), Live.UNKNOWN).changes())
                .isEmpty();
    }

    @Test
    void twoThatNameEachOtherAreNoEndlessLoop() {
        String loop = LINE.replace("source: {uri: s3://raw/v1/, layout: RideLog}", "extends: [{name: v2}]");

        assertThat(plan(
                                Folders.of(loop),
                                Folders.of(loop.replace("seed: 7, percent", "seed: 8, percent")),
                                Live.UNKNOWN)
                        .changes())
                .isNotEmpty();
    }

    @Test
    void labelsAndHistoryAreCounted() {
        String after = LINE.replace("learningRate: \"3e-4\"", "learningRate: \"1e-3\"")
                .replace("{limit: 100, seed: 1}", "{limit: 200, seed: 1}");
        Plan unknown = plan(Folders.of(LINE), Folders.of(after), Live.UNKNOWN);
        assertThat(unknown.labels()).isEqualTo(220);
        assertThat(unknown.withoutHistory()).isEqualTo(1);

        Plan known = plan(Folders.of(LINE), Folders.of(after), live("trainingrun/a", """
                status:
                  history:
                    - {attempt: 1, inputHash: "%s", outcome: Trained, gpuSeconds: 7200}
                """.formatted(HASH)));
        assertThat(known.gpuHours()).isEqualTo(2.0);
        assertThat(known.withoutHistory()).isZero();
    }

    @Test
    void anInputThatHasAModelIsNotTrainedAgain() {
        String before = LINE.replace("learningRate: \"3e-4\"", "learningRate: \"1e-3\"");
        Map<ObjectName, JsonNode> objects =
                new HashMap<>(live("dataset/v2", """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: v2, namespace: vision, generation: 1}
                spec: {classes: [road]}
                status:
                  observedGeneration: 1
                  digest: %s
                  manifest: {uri: s3://a/m, digest: "%s", bytes: 1}
                  conditions: [{type: Ready, status: "True", reason: Indexed, message: a, lastTransitionTime: "2026-10-01T12:00:00Z"}]
                """.formatted(HASH, HASH)).objects());
        // What the operator hashes for LINE's run on that Dataset.
        String hash = new TrainingInput(
                        HASH,
                        "sha256:0000000000000000000000000000000000000000000000000000000000000000",
                        null,
                        List.of(),
                        Map.of("learningRate", "3e-4"),
                        "7")
                .hash()
                .value();
        objects.putAll(live("trainingrun/a", """
                status:
                  history:
                    - {attempt: 1, inputHash: "%s", outcome: Trained, gpuSeconds: 7200}
                    - {attempt: 2, inputHash: "%s", outcome: Trained, gpuSeconds: 7200}
                """.formatted(hash, HASH)).objects());

        Plan plan = plan(Folders.of(before), Folders.of(LINE), new Live(objects, KnownResults.NONE));

        assertThat(effect(plan, "trainingrun/a")).isEqualTo("cached");
        assertThat(plan.gpuHours()).isZero();
        String copy = Arrays.stream(LINE.split("---\n"))
                .filter(document -> document.contains("kind: TrainingRun"))
                .findFirst()
                .orElseThrow()
                .replace("name: a}", "name: b}");
        Plan another = plan(Folders.of(LINE), Folders.of(LINE + "---\n" + copy), new Live(objects, KnownResults.NONE));
        assertThat(change(another, "trainingrun/b").orElseThrow().effect().why())
                .isEqualTo("attempt 1 of TrainingRun/a trained this input: its model is taken");
    }

    @Test
    void vehiclesAreCountedFromTheLastReleaseOfTheLine() {
        Plan plan = plan(
                Folders.of(LINE),
                Folders.of(LINE.replace("hardware: [g3]", "hardware: [g4]")),
                live("edgerelease/r-1", """
                spec:
                  line: sidewalk
                  rollout: {waves: [{name: canary, percent: 20}, {name: all, percent: 100}]}
                status:
                  rollout:
                    stage: RolledOut
                    wave: all
                    waves:
                      - {name: canary, targeted: 8, offered: 8, installed: 8, verified: 8, failed: 0, unreachable: 0}
                      - {name: all, targeted: 40, offered: 40, installed: 40, verified: 40, failed: 0, unreachable: 0}
                """));

        assertThat(change(plan, "edgerelease/r-1").orElseThrow().details())
                .containsExactly(
                        "its candidate has to be approved",
                        "vehicles of line sidewalk (40): canary 20 % (about 8), all 100 % (about 40)");
    }

    private static Plan plan(Folder before, Folder after, Live live) {
        return Planner.plan(before, after, live, Set.of());
    }

    private static Live live(String target, String yaml) {
        return new Live(Map.of(Folders.name(target), Serialization.unmarshal(yaml, JsonNode.class)), KnownResults.NONE);
    }

    private static Optional<Change> change(Plan plan, String target) {
        return plan.changes().stream()
                .filter(change -> change.object().equals(Folders.name(target)))
                .findFirst();
    }

    private static String effect(Plan plan, String target) {
        return change(plan, target)
                .map(change -> change.effect().type().toString())
                .orElse("nothing");
    }
}
