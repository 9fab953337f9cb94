package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.release.EdgeReleaseObservation.Packing;
import dev.roadworthy.controller.rollout.Campaigns;
import dev.roadworthy.controller.rollout.Waves;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a bundle on its way to vehicles. Where it goes next is written down first, and the bridge is told from
 * what is written: a crash between the two repeats, and skips nothing.
 *
 * @param waves how far it was written to be
 * @param campaign what the bridge is told of that
 */
record Delivery(Waves waves, Campaign campaign) {

    /** How soon to look at vehicles again while they are on their way. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /**
     * What comes of it.
     *
     * @param campaign what the bridge must be told; empty where nothing must
     * @param rollout how far it is; null where it is not meant for vehicles
     * @param healthy the condition; empty where it is not meant for vehicles
     */
    record Result(
            Outcome outcome,
            Optional<Campaign> campaign,
            @Nullable Rollout rollout,
            Optional<Statement> healthy) {}

    /** Whether the bridge has to be asked about it. */
    static boolean isUnderWay(EdgeReleaseSpec spec, EdgeReleaseStatus status) {
        return spec.rollout() != null
                && status.bundle() != null
                && status.rollout() != null
                && status.rollout().stage() != Stage.RolledBack;
    }

    static Result decide(EdgeReleaseSpec spec, Packing packing, Signature signature, Artifact bundle, Instant now) {
        EdgeReleaseSpec.Rollout declared = spec.rollout();
        if (declared == null) {
            return new Result(
                    new Outcome.Done(
                            "Published",
                            "release %d of line %s is bundle %s, signed by %s"
                                    .formatted(signature.counter(), spec.line(), bundle.digest(), signature.keyId())),
                    Optional.empty(),
                    null,
                    Optional.empty());
        }
        Rollout written = packing.signed().rollout();
        if (written == null) {
            return next(Waves.begin(declared).now());
        }
        Waves waves = Waves.resume(declared, written);
        return new Delivery(waves, Campaigns.of(spec, signature, bundle, waves)).decide(packing.fleet(), now);
    }

    private Result decide(FleetView fleet, Instant now) {
        return switch (fleet) {
            case FleetView.Away away ->
                result(new Outcome.Wait("FleetUnavailable", away.message(), Retry.OUTSIDE), waves.now());
            case FleetView.Closed closed -> result(new Outcome.Reject("FleetRefused", closed.message()), waves.now());
            case FleetView.NotAsked notAsked -> result(rolledBack(waves.now()), waves.now());
            case FleetView.Answered answered -> answered(ours(answered.summary()), now);
        };
    }

    private Result answered(@Nullable CampaignSummary summary, Instant now) {
        Rollout after = waves.after(summary, now);
        if (after.stage() != waves.now().stage()
                || !after.wave().equals(waves.now().wave())) {
            return next(after);
        }
        return new Result(outcome(after, now), Optional.of(campaign), after, Optional.of(healthy(after)));
    }

    /** What the line's campaign says of this release; null while it is of another one. */
    private @Nullable CampaignSummary ours(@Nullable CampaignSummary summary) {
        return summary != null
                        && summary.bundle().equals(campaign.release().bundle().digest())
                ? summary
                : null;
    }

    private Outcome outcome(Rollout after, Instant now) {
        return switch (after.stage()) {
            case Rolling ->
                waves.isPaused()
                        ? paused("wave %s".formatted(after.wave()), after, LOOK)
                        : new Outcome.Wait("RollingOut", "wave %s: %s".formatted(after.wave(), counts(after)), LOOK);
            case Soaking -> soaking(after, soonest(waves.soakLeft(now)));
            case RolledOut ->
                new Outcome.Done("RolledOut", "every wave was healthy for its soak; %s".formatted(counts(after)));
            case RollingBack ->
                new Outcome.Wait(
                        "RollingBack",
                        "%s; vehicles go back to the release that they had: %s".formatted(after.cause(), counts(after)),
                        LOOK);
            case RolledBack -> rolledBack(after);
        };
    }

    private Outcome soaking(Rollout after, Duration recheck) {
        String wave = "wave %s is healthy since %s".formatted(after.wave(), after.healthySince());
        return waves.isPaused()
                ? paused(wave, after, recheck)
                : new Outcome.Wait("Soaking", "%s: %s".formatted(wave, counts(after)), recheck);
    }

    private static Outcome paused(String wave, Rollout after, Duration recheck) {
        return new Outcome.Ask(
                "Paused",
                "%s: %s; the rollout is paused; to go on, remove spec.rollout.paused".formatted(wave, counts(after)),
                recheck);
    }

    private static Outcome rolledBack(Rollout after) {
        return new Outcome.Reject(
                "RolledBack",
                "%s; no vehicle that can be reached runs it. Mend the model, and release another version"
                        .formatted(after.cause()));
    }

    /** Where it goes next is written down before anybody is told. */
    private static Result next(Rollout after) {
        return new Result(
                new Outcome.Next("RollingOut", "wave %s is %s".formatted(after.wave(), after.stage())),
                Optional.empty(),
                after,
                Optional.of(healthy(after)));
    }

    private static Result result(Outcome outcome, Rollout rollout) {
        return new Result(outcome, Optional.empty(), rollout, Optional.of(healthy(rollout)));
    }

    private static Statement healthy(Rollout rollout) {
        String known = counts(rollout);
        return switch (rollout.stage()) {
            case Rolling -> new Statement(EdgeReleaseDecision.HEALTHY, Status.Unknown, "TooEarly", known);
            case Soaking, RolledOut -> new Statement(EdgeReleaseDecision.HEALTHY, Status.True, "WaveHealthy", known);
            case RollingBack, RolledBack ->
                new Statement(EdgeReleaseDecision.HEALTHY, Status.False, "Breached", String.valueOf(rollout.cause()));
        };
    }

    private static String counts(Rollout rollout) {
        return rollout.waves().stream()
                .filter(wave -> wave.name().equals(rollout.wave()))
                .findFirst()
                .map(Delivery::counts)
                .orElse("nothing is known of its vehicles yet");
    }

    private static String counts(WaveCount wave) {
        return "%d of %d vehicles run it, %d failed%s%s"
                .formatted(
                        wave.verified(),
                        wave.targeted(),
                        wave.failed(),
                        wave.unreachable() == 0 ? "" : ", %d are out of reach".formatted(wave.unreachable()),
                        wave.cause() == null ? "" : " (%s)".formatted(wave.cause()));
    }

    private static Duration soonest(Duration left) {
        return left.isZero() || left.compareTo(LOOK) > 0 ? LOOK : left;
    }
}
