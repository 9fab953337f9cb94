package dev.roadworthy.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetDecisionTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Dataset DATASET = Datasets.dataset("");
    private static final Step STEP = IndexStep.of(DATASET, Inputs.NONE);

    @Test
    void startsTheStepWhereNoneIs() {
        DatasetDecision decision = decide(new StepState.Absent());

        assertThat(decision.startAttempt()).hasValue(1);
        assertThat(decision.outcome()).isInstanceOf(Outcome.Advance.class);
        assertThat(decision.facts().job()).isEqualTo(STEP.jobName(1));
        assertThat(decision.facts().inputHash()).isEqualTo(STEP.inputHash().value());
    }

    @Test
    void saysWhyAPodDoesNotRun() {
        DatasetDecision decision =
                decide(new StepState.Pending("j", "Unschedulable", "0/1 nodes are available: 1 Insufficient memory."));

        assertThat(decision.startAttempt()).isEmpty();
        assertThat(decision.outcome())
                .isEqualTo(new Outcome.Advance(
                        "Unschedulable", "Job j waits: 0/1 nodes are available: 1 Insufficient memory."));
    }

    @Test
    void aRejectedInputIsNotTriedAgain() {
        DatasetDecision decision = decide(new StepState.Rejected("j", "SourceEmpty", "no frame under s3://raw/"));

        assertThat(decision.startAttempt()).isEmpty();
        assertThat(decision.outcome()).isEqualTo(new Outcome.Reject("SourceEmpty", "no frame under s3://raw/"));
    }

    @Test
    void whatLackedMeansIsTriedAgainOnceTheSpecHasChanged() {
        StepState.Failed same = new StepState.Failed("j", "OutOfMemory", "raise spec.resources", 1, 1);
        StepState.Failed earlier = new StepState.Failed("j", "OutOfMemory", "raise spec.resources", 1, 0);

        assertThat(decide(same).startAttempt()).isEmpty();
        assertThat(decide(same).outcome()).isEqualTo(new Outcome.Reject("OutOfMemory", "raise spec.resources"));
        assertThat(decide(earlier).startAttempt()).hasValue(2);
    }

    @Test
    void whatWasUnavailableIsTriedAgainWhenItIsTime() {
        StepState.Unavailable state = new StepState.Unavailable(
                "j", "index", "SourceDenied", "the key may not list raw", 2, NOW.minusSeconds(15));

        DatasetDecision early = decide(state);
        assertThat(early.startAttempt()).isEmpty();
        assertThat(early.outcome())
                .isEqualTo(new Outcome.Wait(
                        "SourceDenied",
                        "the key may not list raw (tried 2 times, next try at 2026-10-01T12:00:05Z)",
                        Duration.ofSeconds(5)));

        DatasetDecision due = DatasetDecision.decide(seen(state, new StepDocument.None<>()), NOW.plusSeconds(5));
        assertThat(due.startAttempt()).hasValue(3);
        assertThat(due.facts().job()).isEqualTo(STEP.jobName(3));
    }

    @Test
    void aStoreThatIsAwayIsWaitedFor() {
        DatasetDecision decision = decide(new StepDocument.Unreachable<>("no answer"));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Wait.class);
        assertThat(decision.outcome().reason()).isEqualTo("StoreUnavailable");
        assertThat(decision.facts().digest()).isNull();
    }

    @Test
    void aDatasetWithinItsLimitsIsReadyAndPinned() {
        DatasetDecision decision = decide(read(Datasets.flawless()));

        assertThat(decision.outcome())
                .isEqualTo(new Outcome.Done("Indexed", "1000 frames of 20 rides, 900 of them labelled"));
        assertThat(decision.statements())
                .extracting(Statement::type, Statement::status)
                .containsExactly(tuple("QualityChecked", Status.True), tuple("LeakageFree", Status.True));
        assertThat(decision.facts().digest()).isEqualTo(Datasets.CONTENT.value());
        assertThat(decision.facts().frames()).isEqualTo(1000);
    }

    @Test
    void aDatasetBeyondALimitHasNothingThatCouldBePinned() {
        DatasetDecision decision = decide(read(Datasets.manifest(Map.of(Defect.CORRUPT, 3L), 0)));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().message())
                .startsWith("corruptPercent is 0.30, allowed is max 0 (ride-1/17: corrupt)");
        assertThat(decision.facts().digest()).isNull();
        assertThat(decision.facts().index()).isNull();
        assertThat(decision.facts().report()).isNotNull();
    }

    @Test
    void aLookAlikeInTwoSplitsRefusesWhateverTheLimit() {
        DatasetDecision decision = decide(read(Datasets.manifest(Map.of(), 1)));

        assertThat(decision.outcome().reason()).isEqualTo("NearDuplicateAcrossSplits");
        assertThat(decision.facts().digest()).isNull();
    }

    @Test
    void theInputHashCoversTheInputAndNotTheLimits() {
        Step same =
                IndexStep.of(Datasets.dataset("checks: {corruptPercent: {max: 5}}\ndescription: other"), Inputs.NONE);
        Step other = IndexStep.of(Datasets.dataset("slices: [{name: night, where: sun_elevation < -6}]"), Inputs.NONE);

        assertThat(same.inputHash()).isEqualTo(STEP.inputHash());
        assertThat(other.inputHash()).isNotEqualTo(STEP.inputHash());
        assertThat(List.of(STEP.jobName(1), STEP.jobName(2), other.jobName(1))).doesNotHaveDuplicates();
    }

    private static DatasetObservation seen(StepState state, StepDocument<DatasetManifest> manifest) {
        return new DatasetObservation(
                DATASET, new Upstream(DATASET, List.of(), List.of()), Inputs.NONE, STEP, state, manifest);
    }

    private static DatasetDecision decide(StepState state) {
        return DatasetDecision.decide(seen(state, new StepDocument.None<>()), NOW);
    }

    private static DatasetDecision decide(StepDocument<DatasetManifest> manifest) {
        ArtifactRef ref = new ArtifactRef("s3://a/b", Datasets.CONTENT, 1);
        return DatasetDecision.decide(seen(new StepState.Succeeded("j", ref), manifest), NOW);
    }

    private static StepDocument<DatasetManifest> read(DatasetManifest manifest) {
        return new StepDocument.Read<>(new ArtifactRef("s3://a/b", Documents.digest(manifest), 1), manifest);
    }
}
