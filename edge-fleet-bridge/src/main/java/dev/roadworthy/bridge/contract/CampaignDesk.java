package dev.roadworthy.bridge.contract;

import dev.roadworthy.bridge.store.Campaigns;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Releases;
import dev.roadworthy.bridge.store.Releases.Release;
import dev.roadworthy.bridge.store.Session;
import dev.roadworthy.bridge.verify.Admission;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** Takes what the operator wants, once its bundle is verified. */
public final class CampaignDesk {

    private final Database database;
    private final Admission admission;
    private final InstantSource clock;

    public CampaignDesk(Database database, Admission admission, InstantSource clock) {
        this.database = database;
        this.admission = admission;
        this.clock = clock;
    }

    /** What the operator hears. */
    sealed interface Answer {

        record Taken() implements Answer {}

        /** The line is already at this position, or beyond. */
        record NotNewer(String why) implements Answer {}

        /** The bundle does not verify. */
        record NotTrusted(String why) implements Answer {}

        /** The bundle could not be read. That may pass. */
        record Unreadable(String why) implements Answer {}
    }

    /** Takes a campaign. Its bundle is verified each time that it takes another one's place. */
    Answer want(Campaign campaign) {
        if (database.transaction(session -> goesOn(session, campaign))) {
            return new Answer.Taken();
        }
        try {
            return switch (admission.admit(campaign)) {
                case Admission.Result.Refused refused -> new Answer.NotTrusted(refused.why());
                case Admission.Result.Admitted admitted -> begin(campaign, admitted.release());
            };
        } catch (IOException e) {
            return new Answer.Unreadable("the bundle %s cannot be read: %s"
                    .formatted(campaign.release().bundle().digest(), e));
        }
    }

    /** Takes a campaign of the release that the line has. */
    private boolean goesOn(Session session, Campaign campaign) throws SQLException {
        Campaigns.lock(session, campaign.line());
        boolean known = Campaigns.find(session, campaign.line())
                .filter(stored -> stored.campaign().release().equals(campaign.release()))
                .isPresent();
        if (known) {
            Campaigns.put(session, campaign, clock.instant());
        }
        return known;
    }

    private Answer begin(Campaign campaign, Release release) {
        return database.transaction(session -> {
            Campaigns.lock(session, campaign.line());
            Optional<String> obstacle = obstacle(session, release);
            if (obstacle.isPresent()) {
                return new Answer.NotNewer(obstacle.get());
            }
            Releases.add(session, release);
            Campaigns.put(session, campaign, clock.instant());
            return new Answer.Taken();
        });
    }

    /** Why the release may not follow what the line has. */
    private static Optional<String> obstacle(Session session, Release release) throws SQLException {
        Optional<Release> twin = Releases.at(session, release.line(), release.position())
                .filter(r -> !r.bundle().equals(release.bundle()));
        if (twin.isPresent()) {
            return Optional.of("the position %s of %s belongs to %s"
                    .formatted(release.position(), release.line(), twin.get().bundle()));
        }
        Optional<Campaigns.Stored> before = Campaigns.find(session, release.line());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Digest current = before.get().campaign().release().bundle().digest();
        return Releases.find(session, current)
                .filter(r -> r.position().compareTo(release.position()) > 0)
                .map(r -> "the line %s is at %s, and this is %s"
                        .formatted(release.line(), r.position(), release.position()));
    }
}
