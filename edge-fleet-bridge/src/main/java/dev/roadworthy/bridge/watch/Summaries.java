package dev.roadworthy.bridge.watch;

import dev.roadworthy.bridge.campaign.Membership;
import dev.roadworthy.bridge.health.Health;
import dev.roadworthy.bridge.health.VehicleRecord;
import dev.roadworthy.bridge.health.WaveHealth;
import dev.roadworthy.bridge.store.Campaigns;
import dev.roadworthy.bridge.store.Fleet;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Verdict;
import dev.roadworthy.contract.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A campaign's summary. */
public final class Summaries {

    private Summaries() {}

    /** Counts and judges a campaign's waves. */
    public static CampaignSummary of(Campaigns.Stored stored, List<Fleet.Member> members, Instant now) {
        Campaign campaign = stored.campaign();
        List<CampaignSummary.Wave> waves = new ArrayList<>();
        for (int i = 0; i < campaign.waves().size(); i++) {
            CampaignSummary.Wave wave = wave(stored, campaign.waves().get(i), members, now);
            waves.add(i == campaign.activeWave() && stored.breach() != null ? breached(wave, stored.breach()) : wave);
        }
        Digest bundle = campaign.release().bundle().digest();
        return new CampaignSummary(CampaignSummary.FORMAT, campaign.line(), bundle, campaign.activeWave(), waves);
    }

    private static CampaignSummary.Wave wave(
            Campaigns.Stored stored, Campaign.Wave wave, List<Fleet.Member> members, Instant now) {
        Campaign campaign = stored.campaign();
        List<Fleet.Member> targeted = members.stream()
                .filter(member -> Membership.contains(campaign.line(), member.id(), wave.percent()))
                .toList();
        List<VehicleRecord> records = targeted.stream()
                .map(Fleet.Member::record)
                .filter(Objects::nonNull)
                .toList();
        Instant awake = now.minusSeconds(campaign.health().verifyTimeoutSeconds());
        long unreachable = targeted.stream()
                .filter(member -> member.record() == null)
                .filter(member -> member.polled() == null || member.polled().isBefore(awake))
                .count();
        // Whoever has asked since then either has an offer, or gets none.
        long unasked = targeted.stream()
                .filter(member -> member.record() == null)
                .map(Fleet.Member::polled)
                .filter(polled -> polled != null && !polled.isBefore(awake) && polled.isBefore(stored.wanted()))
                .count();
        WaveHealth health =
                WaveHealth.of(records, unasked, campaign.release().bundle().digest(), campaign.health(), now);
        return new CampaignSummary.Wave(
                wave.name(),
                targeted.size(),
                health.offered(),
                health.installed(),
                health.verified(),
                health.failed(),
                unreachable,
                verdict(health.health()));
    }

    private static Verdict verdict(Health health) {
        return switch (health) {
            case Health.Healthy healthy -> new Verdict(State.HEALTHY, null);
            case Health.Breached breached -> new Verdict(State.BREACHED, breached.cause());
            case Health.Inconclusive inconclusive -> new Verdict(State.INCONCLUSIVE, inconclusive.cause());
        };
    }

    /** Cancelled offers count no more, so what is left of a breached wave may look well. */
    private static CampaignSummary.Wave breached(CampaignSummary.Wave wave, String cause) {
        return new CampaignSummary.Wave(
                wave.name(),
                wave.targeted(),
                wave.offered(),
                wave.installed(),
                wave.verified(),
                wave.failed(),
                wave.unreachable(),
                new Verdict(State.BREACHED, cause));
    }
}
