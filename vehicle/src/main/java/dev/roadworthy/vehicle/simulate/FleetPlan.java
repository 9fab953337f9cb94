package dev.roadworthy.vehicle.simulate;

import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.inference.Models;
import java.net.URI;
import java.time.Duration;

/**
 * What the vehicles of a simulated fleet have in common.
 *
 * @param bridge whom they poll
 * @param tenant whose they are
 * @param profile what they are
 * @param models where their models come from, shared by all
 * @param inferenceLimit after which one inference is ended
 * @param pace when they poll
 */
public record FleetPlan(URI bridge, String tenant, Profile profile, Models models, Duration inferenceLimit, Pace pace) {

    /**
     * When the vehicles poll, and what is left to chance.
     *
     * @param stagger within which they begin, evenly spread
     * @param polls after which each ends; 0 for never
     * @param seed of all chance; the same seed gives each vehicle the same numbers
     */
    public record Pace(Duration stagger, long polls, long seed) {

        public Pace {
            if (stagger.isNegative() || polls < 0) {
                throw new IllegalArgumentException(
                        "a stagger of %s and %d polls; neither may be negative".formatted(stagger, polls));
            }
        }
    }
}
