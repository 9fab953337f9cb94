package dev.roadworthy.bridge.campaign;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a vehicle of the campaign's line.
 *
 * @param id its name
 * @param hardware what it is
 * @param reached the highest position among the known releases that it ever reported to run
 * @param tried whether the campaign's release was offered to it before, and that ended otherwise than by a
 *     cancel
 * @param open what it is busy with; null for nothing
 * @param brought the number of the ended action that brought the campaign's release, while the vehicle's latest report says
 *     that it runs it; null otherwise, and where nobody asked
 */
public record VehicleFacts(
        String id,
        String hardware,
        Position reached,
        boolean tried,
        @Nullable OpenAction open,
        @Nullable Long brought) {

    /**
     * An offer that has not ended.
     *
     * @param id its number
     * @param bundle what was offered
     * @param installed whether the vehicle said that it installed it
     * @param cancelling whether it was told to stop
     */
    public record OpenAction(long id, Digest bundle, boolean installed, boolean cancelling) {}
}
