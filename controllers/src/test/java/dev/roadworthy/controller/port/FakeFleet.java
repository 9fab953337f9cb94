package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.CampaignSummary.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bridge of one line that remembers what it is told. A test says how the vehicles are. */
public final class FakeFleet implements Fleet {

    private static final int VEHICLES = 10;

    private final List<Campaign> told = new ArrayList<>();
    private Verdict verdict = new Verdict(State.INCONCLUSIVE, "0 outcomes; at least 1 are needed");
    private long running;
    private @Nullable String away;

    /** Every campaign that was wanted, in order. */
    public synchronized List<Campaign> told() {
        return List.copyOf(told);
    }

    /** From now on so many vehicles run the release, and this is what is concluded of each wave. */
    public synchronized void are(long running, State state, @Nullable String cause) {
        this.running = running;
        this.verdict = new Verdict(state, cause);
    }

    /** From now on it does not answer; null ends that. */
    public synchronized void goesAway(@Nullable String why) {
        this.away = why;
    }

    @Override
    public synchronized Answer want(Campaign campaign) throws Unavailable {
        answer();
        if (!told.isEmpty()
                && told.getLast().release().counter() > campaign.release().counter()) {
            return Answer.SUPERSEDED;
        }
        told.add(campaign);
        return Answer.TAKEN;
    }

    @Override
    public synchronized Optional<CampaignSummary> summary(String line) throws Unavailable {
        answer();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Campaign campaign = told.getLast();
        return Optional.of(new CampaignSummary(
                CampaignSummary.FORMAT,
                line,
                campaign.release().bundle().digest(),
                campaign.activeWave(),
                campaign.waves().stream()
                        .map(wave -> new CampaignSummary.Wave(
                                wave.name(), VEHICLES * wave.percent() / 100, running, running, running, 0, 0, verdict))
                        .toList()));
    }

    private void answer() throws Unavailable {
        if (away != null) {
            throw new Unavailable(away);
        }
    }
}
