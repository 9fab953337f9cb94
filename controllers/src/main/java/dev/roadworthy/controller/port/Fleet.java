package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import java.util.Optional;

/** The vehicles, by way of a bridge that decides which vehicle is next and how the vehicles are. */
public interface Fleet {

    /** What comes of a campaign that is wanted. */
    enum Answer {
        /** The bridge goes by it. */
        TAKEN,
        /** The line is at a later release. */
        SUPERSEDED
    }

    /**
     * Says what is wanted of a line now. The same again changes nothing.
     *
     * @throws Refused where there is no bridge, or it does not trust the release
     * @throws Unavailable where the bridge, or what it needs, does not answer
     */
    Answer want(Campaign campaign) throws Refused, Unavailable;

    /**
     * How the line's campaign stands; empty where it has none.
     *
     * @throws Refused where there is no bridge, or it does not know us
     * @throws Unavailable where the bridge, or what it needs, does not answer
     */
    Optional<CampaignSummary> summary(String line) throws Refused, Unavailable;
}
