package dev.roadworthy.bridge.watch;

import dev.roadworthy.bridge.store.Actions;
import dev.roadworthy.bridge.store.Campaigns;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Fleet;
import dev.roadworthy.bridge.store.Session;
import dev.roadworthy.bridge.store.StoreException;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the campaigns, with or without an operator that asks. */
public final class CampaignWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CampaignWatch.class);

    private final Database database;
    private final InstantSource clock;

    public CampaignWatch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How the line's campaign stands; empty where there is none. */
    public Optional<CampaignSummary> summary(String line) {
        return database.transaction(session -> {
            Optional<Campaigns.Stored> stored = Campaigns.find(session, line);
            return stored.isEmpty() ? Optional.empty() : Optional.of(review(session, stored.get()));
        });
    }

    /**
     * A look at all campaigns.
     *
     * @param summaries of those that could be looked at
     * @param complete whether these are all
     */
    public record Look(List<CampaignSummary> summaries, boolean complete) {

        public Look {
            summaries = List.copyOf(summaries);
        }
    }

    /** Gives up waiting for those who do not come back, and stops what exceeds a limit. What fails is for the next look. */
    public Look enforce() {
        List<CampaignSummary> summaries = new ArrayList<>();
        boolean complete = true;
        try {
            for (String line : database.transaction(Campaigns::lines)) {
                complete &= look(line, summaries);
            }
        } catch (StoreException e) {
            LOG.warn("the campaigns cannot be looked at: {}", e.getMessage());
            complete = false;
        }
        return new Look(summaries, complete);
    }

    // A campaign that cannot be read leaves the others unwatched otherwise.
    private boolean look(String line, List<CampaignSummary> summaries) {
        try {
            summary(line).ifPresent(summaries::add);
            return true;
        } catch (StoreException e) {
            LOG.warn("the campaign of {} cannot be looked at: {}", line, e.getMessage());
            return false;
        }
    }

    // Whoever looks enforces: an operator never reads of a breach that goes on.
    private CampaignSummary review(Session session, Campaigns.Stored stored) throws SQLException {
        Instant now = clock.instant();
        Campaign campaign = stored.campaign();
        Digest bundle = campaign.release().bundle().digest();
        Instant since = now.minusSeconds(campaign.health().verifyTimeoutSeconds());
        Actions.expire(session, bundle, since, now);
        CampaignSummary summary = Summaries.of(stored, Fleet.members(session, campaign.line(), bundle), now);
        CampaignSummary.Wave active = summary.waves().get(campaign.activeWave());
        String cause = active.verdict().cause();
        if (stored.breach() == null && active.verdict().state() == State.BREACHED && cause != null) {
            Campaigns.breach(session, bundle, cause);
            LOG.warn(
                    "{} {} is stopped in the wave {}: {}",
                    campaign.line(),
                    campaign.release().version(),
                    active.name(),
                    cause);
        }
        return summary;
    }
}
