package dev.roadworthy.controller.rollout;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec.Wave;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.controller.declared.Declared;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rollout and where it goes from here.
 *
 * @param declared what the spec says
 * @param now how far it is, as it was written down
 */
public record Waves(EdgeReleaseSpec.Rollout declared, Rollout now) {

    private static final String ABORTED = "spec.rollout.aborted is true";

    /** A rollout at its first wave. */
    public static Waves begin(EdgeReleaseSpec.Rollout declared) {
        return new Waves(
                declared, new Rollout(Stage.Rolling, declared.waves().getFirst().name(), null, null, List.of()));
    }

    /** A rollout as far as it came; at its first wave where the spec has the wave no more. */
    public static Waves resume(EdgeReleaseSpec.Rollout declared, Rollout written) {
        boolean known = declared.waves().stream().anyMatch(wave -> wave.name().equals(written.wave()));
        return known || isBack(written.stage()) ? new Waves(declared, written) : begin(declared);
    }

    /** Whether a rollout that is going or gone back was ended by a person, and by no vehicle. */
    public static boolean isAborted(Rollout rollout) {
        return ABORTED.equals(rollout.cause());
    }

    /** Index of the wave that it has come to. */
    public int active() {
        List<String> names = declared.waves().stream().map(Wave::name).toList();
        return Math.max(0, names.indexOf(now.wave()));
    }

    /** Whether nothing is offered any more. */
    public boolean isBack() {
        return isBack(now.stage());
    }

    public boolean isPaused() {
        return Boolean.TRUE.equals(declared.paused());
    }

    public boolean isAborted() {
        return Boolean.TRUE.equals(declared.aborted());
    }

    /**
     * After a look at the vehicles.
     *
     * @param summary of this release; null where the bridge has not heard of it yet
     * @param at the time of the look
     */
    public Rollout after(@Nullable CampaignSummary summary, Instant at) {
        List<WaveCount> counts = summary == null ? now.waves() : counts(summary);
        CampaignSummary.@Nullable Wave wave = summary == null ? null : wave(summary);
        Event event = event(wave, at);
        Stage stage = Transitions.next(now.stage(), event);
        String next = event == Event.SOAKED && stage != now.stage()
                ? declared.waves().get(active() + 1).name()
                : now.wave();
        return new Rollout(
                stage,
                next,
                stage == Stage.Soaking
                        ? Objects.requireNonNullElse(
                                now.healthySince(),
                                at.truncatedTo(ChronoUnit.SECONDS).toString())
                        : null,
                isBack(stage) ? Objects.requireNonNullElseGet(now.cause(), () -> cause(wave)) : null,
                counts);
    }

    /** Time until the soak of the wave is over; zero where it is, or has not begun. */
    public Duration soakLeft(Instant at) {
        if (now.healthySince() == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(at, Instant.parse(now.healthySince()).plus(soak()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Event event(CampaignSummary.@Nullable Wave wave, Instant at) {
        if (isAborted() && !isBack()) {
            return Event.BREACHED;
        }
        if (wave == null) {
            return Event.UNCERTAIN;
        }
        if (isBack()) {
            return wave.verified() == 0 ? Event.RETURNED : Event.UNCERTAIN;
        }
        return switch (wave.verdict().state()) {
            case BREACHED -> Event.BREACHED;
            case INCONCLUSIVE -> Event.UNCERTAIN;
            case HEALTHY -> healthy(at);
        };
    }

    private Event healthy(Instant at) {
        if (now.stage() != Stage.Soaking || !soakLeft(at).isZero() || isPaused()) {
            return Event.HEALTHY;
        }
        return active() + 1 < declared.waves().size() ? Event.SOAKED : Event.COMPLETED;
    }

    private String cause(CampaignSummary.@Nullable Wave wave) {
        return wave != null
                        && wave.verdict().state() == State.BREACHED
                        && wave.verdict().cause() != null
                ? wave.verdict().cause()
                : ABORTED;
    }

    private Duration soak() {
        String soak = declared.waves().get(active()).soak();
        return soak == null ? Duration.ZERO : Declared.duration(soak);
    }

    /** The wave that it has come to, as the bridge sees it; null where the bridge goes by another one. */
    private CampaignSummary.@Nullable Wave wave(CampaignSummary summary) {
        // What the bridge says of a wave that it was not told of is about vehicles of the waves before.
        if (!isBack() && summary.activeWave() != active()) {
            return null;
        }
        return summary.waves().stream()
                .filter(wave -> wave.name().equals(now.wave()))
                .findFirst()
                .orElse(null);
    }

    private static List<WaveCount> counts(CampaignSummary summary) {
        return summary.waves().stream()
                .map(wave -> new WaveCount(
                        wave.name(),
                        wave.targeted(),
                        wave.offered(),
                        wave.installed(),
                        wave.verified(),
                        wave.failed(),
                        wave.unreachable(),
                        wave.verdict().cause()))
                .toList();
    }

    private static boolean isBack(Stage stage) {
        return stage == Stage.RollingBack || stage == Stage.RolledBack;
    }
}
