package dev.roadworthy.controller.release;

import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bridge says of a line. */
sealed interface FleetView {

    /** Nobody had to ask. */
    record NotAsked() implements FleetView {}

    /**
     * It answered.
     *
     * @param summary of the line's campaign, of whichever release it is; null where it has none
     */
    record Answered(@Nullable CampaignSummary summary) implements FleetView {}

    /** It did not answer. */
    record Away(String message) implements FleetView {}

    /** It says no. */
    record Closed(String message) implements FleetView {}

    /** Asks the bridge. */
    static FleetView of(Fleet fleet, String line) {
        try {
            return new Answered(fleet.summary(line).orElse(null));
        } catch (Unavailable e) {
            return new Away(Objects.toString(e.getMessage()));
        } catch (Refused e) {
            return new Closed(Objects.toString(e.getMessage()));
        }
    }
}
