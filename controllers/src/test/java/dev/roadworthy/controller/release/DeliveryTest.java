package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Verdict;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.release.EdgeReleaseObservation.Packing;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-10-03T10:00:00Z");
    private static final Digest BUNDLE = Digest.of(new byte[] {7});
    private static final Digest OTHER = Digest.of(new byte[] {8});
    private static final Signature SIGNATURE = new Signature(
            "sha256:0",
            4L,
            artifact(Digest.of(new byte[] {1})),
            Digest.of(new byte[] {2}).value(),
            artifact(Digest.of(new byte[] {3})),
            "key",
            "PEM");

    @Test
    void aReleaseThatIsNotMeantForVehiclesEndsAsABundle() {
        Delivery.Result result = decide("", null, new FleetView.NotAsked());

        assertThat(result.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(result.campaign()).isEmpty();
        assertThat(result.healthy()).isEmpty();
    }

    @Test
    void whereItBeginsIsWrittenDownBeforeTheBridgeIsTold() {
        Delivery.Result result = decide(ROLLOUT, null, new FleetView.NotAsked());

        assertThat(result.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(result.campaign()).isEmpty();
        assertThat(result.rollout()).extracting(Rollout::stage, Rollout::wave).containsExactly(Stage.Rolling, "canary");
    }

    @Test
    void theBridgeIsToldOfWhatIsWritten() {
        Delivery.Result result = decide(ROLLOUT, rollout(Stage.Rolling, "all", null), new FleetView.Answered(null));

        Campaign campaign = result.campaign().orElseThrow();
        assertThat(campaign.activeWave()).isEqualTo(1);
        assertThat(campaign.release().counter()).isEqualTo(4);
        assertThat(campaign.release().bundle().digest()).isEqualTo(BUNDLE);
        assertThat(campaign.aborted()).isFalse();
        assertThat(campaign.health()).isEqualTo(new Campaign.Health(3, 90, 2.5, 40.0));
        assertThat(result.outcome().reason()).isEqualTo("RollingOut");
    }

    @Test
    void aHealthyWaveIsWrittenDownBeforeItSoaks() {
        Delivery.Result result =
                decide(ROLLOUT, rollout(Stage.Rolling, "canary", null), answered(BUNDLE, 2, State.HEALTHY, null));

        assertThat(result.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(result.campaign()).isEmpty();
        assertThat(result.rollout()).extracting(Rollout::stage).isEqualTo(Stage.Soaking);
        assertThat(result.healthy().orElseThrow().status()).isEqualTo(Status.True);
    }

    @Test
    void theVehiclesOfAnotherReleaseAreNoneOfThisOne() {
        Delivery.Result result =
                decide(ROLLOUT, rollout(Stage.Rolling, "canary", null), answered(OTHER, 2, State.HEALTHY, null));

        assertThat(result.rollout()).extracting(Rollout::stage).isEqualTo(Stage.Rolling);
        assertThat(result.campaign()).isPresent();
    }

    @Test
    void aBreachGoesBackAndSaysHowManyAreLeft() {
        Delivery.Result result = decide(
                ROLLOUT,
                rollout(Stage.RollingBack, "canary", "latencyMsP95 is 90"),
                answered(BUNDLE, 2, State.BREACHED, "latencyMsP95 is 90"));

        assertThat(result.outcome().reason()).isEqualTo("RollingBack");
        assertThat(result.outcome().message()).contains("latencyMsP95 is 90", "2 of 2 vehicles run it");
        assertThat(result.campaign().orElseThrow().aborted()).isTrue();
        assertThat(result.healthy().orElseThrow().status()).isEqualTo(Status.False);
    }

    @Test
    void whatIsRolledBackNeedsABetterOne() {
        Delivery.Result result =
                decide(ROLLOUT, rollout(Stage.RolledBack, "canary", "latencyMsP95 is 90"), new FleetView.NotAsked());

        assertThat(result.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(result.outcome().message()).contains("latencyMsP95 is 90", "release another version");
        assertThat(result.campaign()).isEmpty();
    }

    @Test
    void aBridgeThatIsAwayMovesNothing() {
        Rollout soaking = rollout(Stage.Soaking, "canary", null);
        Delivery.Result result = decide(ROLLOUT, soaking, new FleetView.Away("the bridge does not answer"));

        assertThat(result.outcome()).isInstanceOf(Outcome.Wait.class);
        assertThat(result.outcome().reason()).isEqualTo("FleetUnavailable");
        assertThat(result.rollout()).isEqualTo(soaking);
        assertThat(result.campaign()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Rolling, INCONCLUSIVE", "Soaking, HEALTHY"})
    void aPauseIsToldAndEndedByAPerson(Stage stage, State state) {
        Delivery.Result result = decide(
                ROLLOUT + "  paused: true\n", rollout(stage, "canary", null), answered(BUNDLE, 1, state, "1 outcome"));

        assertThat(result.campaign().orElseThrow().paused()).isTrue();
        assertThat(result.outcome()).isInstanceOf(Outcome.Ask.class);
        assertThat(result.outcome().reason()).isEqualTo("Paused");
        assertThat(result.outcome().message()).contains("spec.rollout.paused");
    }

    private static final String ROLLOUT = """
            rollout:
              waves: [{name: canary, percent: 20, soak: 60s}, {name: all, percent: 100}]
              health: {minVehicles: 3, verifyTimeout: 90s, failedPercent: {max: "2.5"}, latencyMsP95: {max: 40}}
            """;

    private static Delivery.Result decide(String lines, @Nullable Rollout written, FleetView fleet) {
        EdgeRelease release = EdgeReleases.release(lines);
        EdgeReleaseStatus signed =
                new EdgeReleaseStatus(1L, null, null, null, SIGNATURE, "job", artifact(BUNDLE), written, null);
        return Delivery.decide(
                release.getSpec(),
                new Packing(signed, null, new StepState.Absent(), new StepDocument.None<>(), fleet),
                SIGNATURE,
                artifact(BUNDLE),
                NOW);
    }

    private static Rollout rollout(Stage stage, String wave, @Nullable String cause) {
        return new Rollout(stage, wave, stage == Stage.Soaking ? NOW.toString() : null, cause, List.of());
    }

    private static FleetView answered(Digest bundle, long running, State state, @Nullable String cause) {
        return new FleetView.Answered(new CampaignSummary(
                CampaignSummary.FORMAT,
                "sidewalk-detector",
                bundle,
                0,
                List.of(new CampaignSummary.Wave("canary", 2, 2, running, running, 0, 0, new Verdict(state, cause)))));
    }

    private static Artifact artifact(Digest digest) {
        return new Artifact("s3://artifacts/" + digest.hex(), digest.value(), 9L);
    }
}
