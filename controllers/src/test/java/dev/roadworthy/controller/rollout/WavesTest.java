package dev.roadworthy.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Verdict;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WavesTest {

    private static final Instant NOW = Instant.parse("2026-10-03T10:00:00Z");
    private static final Digest BUNDLE = Digest.of("bundle".getBytes(StandardCharsets.UTF_8));

    private final EdgeReleaseSpec.Rollout declared = declared(false, false);

    @Test
    void aWaveSoaksBeforeTheNextOneBegins() {
        Rollout rolling = Waves.begin(declared).now();
        Rollout soaking = after(rolling, 2, State.HEALTHY, NOW);
        Rollout still = after(soaking, 2, State.HEALTHY, NOW.plusSeconds(59));
        Rollout next = after(still, 2, State.HEALTHY, NOW.plusSeconds(60));

        assertThat(rolling.wave()).isEqualTo("canary");
        assertThat(soaking.stage()).isEqualTo(Stage.Soaking);
        assertThat(soaking.healthySince()).isEqualTo("2026-10-03T10:00:00Z");
        assertThat(still).isEqualTo(soaking);
        assertThat(next.stage()).isEqualTo(Stage.Rolling);
        assertThat(next.wave()).isEqualTo("all");
        assertThat(next.healthySince()).isNull();
    }

    @Test
    void aDoubtBeginsTheSoakAnew() {
        Rollout soaking = after(Waves.begin(declared).now(), 2, State.HEALTHY, NOW);
        Rollout doubted = after(soaking, 1, State.INCONCLUSIVE, NOW.plusSeconds(30));
        Rollout again = after(doubted, 2, State.HEALTHY, NOW.plusSeconds(90));

        assertThat(doubted.stage()).isEqualTo(Stage.Rolling);
        assertThat(doubted.wave()).isEqualTo("canary");
        assertThat(again.healthySince()).isEqualTo("2026-10-03T10:01:30Z");
    }

    @Test
    void theLastWaveEndsIt() {
        Rollout last = new Rollout(Stage.Soaking, "all", NOW.toString(), null, List.of());

        assertThat(after(last, 10, State.HEALTHY, NOW).stage()).isEqualTo(Stage.RolledOut);
    }

    @Test
    void aBreachGoesBackAndKeepsItsFirstCause() {
        Rollout soaking = new Rollout(Stage.Soaking, "canary", NOW.toString(), null, List.of());
        Rollout back = new Waves(declared, soaking).after(summary(0, 2, State.BREACHED, "too slow"), NOW);
        Rollout still = new Waves(declared, back).after(summary(0, 1, State.BREACHED, "and worse"), NOW);
        Rollout home = new Waves(declared, still).after(summary(0, 0, State.BREACHED, "and worse"), NOW);

        assertThat(back.stage()).isEqualTo(Stage.RollingBack);
        assertThat(back.cause()).isEqualTo("too slow");
        assertThat(still.stage()).isEqualTo(Stage.RollingBack);
        assertThat(home.stage()).isEqualTo(Stage.RolledBack);
        assertThat(home.cause()).isEqualTo("too slow");
    }

    @Test
    void whatSomebodyAbortsGoesBackAlsoWithoutABridge() {
        Rollout rolling = Waves.begin(declared).now();
        Rollout back = new Waves(declared(false, true), rolling).after(null, NOW);

        assertThat(back.stage()).isEqualTo(Stage.RollingBack);
        assertThat(back.cause()).contains("spec.rollout.aborted");
    }

    @Test
    void aPauseHoldsTheWaveWhateverItsSoak() {
        Rollout soaking = new Rollout(Stage.Soaking, "canary", NOW.toString(), null, List.of());
        Rollout held = new Waves(declared(true, false), soaking)
                .after(summary(0, 2, State.HEALTHY, null), NOW.plus(Duration.ofHours(1)));

        assertThat(held.stage()).isEqualTo(Stage.Soaking);
        assertThat(held.wave()).isEqualTo("canary");
    }

    @Test
    void aCampaignOfAnotherReleaseIsNoWordOfThisOne() {
        Rollout soaking =
                new Rollout(Stage.Soaking, "canary", NOW.minusSeconds(3600).toString(), null, List.of());

        assertThat(new Waves(declared, soaking).after(null, NOW).stage()).isEqualTo(Stage.Rolling);
    }

    @Test
    void aWaveThatTheBridgeWasNotToldOfIsNotHealthyByTheOneBefore() {
        Rollout untold = new Rollout(Stage.Rolling, "all", null, null, List.of());
        Rollout still = new Waves(declared, untold).after(summary(0, 2, State.HEALTHY, null), NOW);
        Rollout told = new Waves(declared, still).after(summary(1, 10, State.HEALTHY, null), NOW);

        assertThat(still.stage()).isEqualTo(Stage.Rolling);
        assertThat(told.stage()).isEqualTo(Stage.Soaking);
    }

    @Test
    void aSoakIsBrokenByABridgeThatGoesByAnotherWave() {
        Rollout soaking = new Rollout(Stage.Soaking, "all", NOW.toString(), null, List.of());

        assertThat(new Waves(declared, soaking)
                        .after(summary(0, 10, State.HEALTHY, null), NOW)
                        .stage())
                .isEqualTo(Stage.Rolling);
    }

    @Test
    void aWaveThatTheSpecHasNoMoreBeginsAtTheFirst() {
        Rollout gone = new Rollout(Stage.Soaking, "early", NOW.toString(), null, List.of());

        assertThat(Waves.resume(declared, gone).now().wave()).isEqualTo("canary");
        assertThat(Waves.resume(declared, gone).now().stage()).isEqualTo(Stage.Rolling);
    }

    private Rollout after(Rollout before, long running, State state, Instant at) {
        Waves waves = new Waves(declared, before);
        return waves.after(summary(waves.active(), running, state, state == State.HEALTHY ? null : "?"), at);
    }

    private static EdgeReleaseSpec.Rollout declared(boolean paused, boolean aborted) {
        return new EdgeReleaseSpec.Rollout(
                paused,
                aborted,
                List.of(new EdgeReleaseSpec.Wave("canary", 20, "60s"), new EdgeReleaseSpec.Wave("all", 100, null)),
                null);
    }

    private static CampaignSummary summary(int active, long running, State state, @Nullable String cause) {
        return new CampaignSummary(
                CampaignSummary.FORMAT,
                "sidewalk-detector",
                BUNDLE,
                active,
                List.of(wave("canary", running, state, cause), wave("all", running, state, cause)));
    }

    private static CampaignSummary.Wave wave(String name, long running, State state, @Nullable String cause) {
        return new CampaignSummary.Wave(name, 10, running, running, running, 0, 0, new Verdict(state, cause));
    }
}
