package dev.roadworthy.bridge.campaign;

import dev.roadworthy.bridge.campaign.VehicleFacts.OpenAction;
import dev.roadworthy.contract.Digest;
import java.time.Instant;

/** What a vehicle is told when it asks. */
public sealed interface Assignment {

    /**
     * Take this bundle, or go on taking it.
     *
     * @param bundle the archive
     */
    record Offer(Digest bundle) implements Assignment {}

    /**
     * Stop what is open, or go back from what it brought.
     *
     * @param action its number
     */
    record Cancel(long action) implements Assignment {}

    /** Nothing to do. */
    record Nothing() implements Assignment {}

    /** What this vehicle is told now. */
    static Assignment of(Rollout rollout, VehicleFacts vehicle, Instant now) {
        OpenAction open = vehicle.open();
        if (open != null) {
            return goesOn(open, rollout, now) ? new Offer(open.bundle()) : new Cancel(open.id());
        }
        // Which release it goes back to, only the vehicle knows.
        Long brought = vehicle.brought();
        if (rollout.stopped() && brought != null) {
            return new Cancel(brought);
        }
        return begins(rollout, vehicle, now) ? new Offer(rollout.bundle()) : new Nothing();
    }

    private static boolean goesOn(OpenAction open, Rollout rollout, Instant now) {
        return !open.cancelling()
                && open.bundle().equals(rollout.bundle())
                && !rollout.stopped()
                // What is installed does not stop since something expired.
                && (open.installed() || !rollout.expired(now));
    }

    private static boolean begins(Rollout rollout, VehicleFacts vehicle, Instant now) {
        return !rollout.stopped()
                && !rollout.campaign().paused()
                && !rollout.expired(now)
                && !vehicle.tried()
                && rollout.hardware().contains(vehicle.hardware())
                // Also the release that it runs is not above what it reached.
                && rollout.position().compareTo(vehicle.reached()) > 0
                && Membership.contains(
                        rollout.campaign().line(),
                        vehicle.id(),
                        rollout.campaign().active().percent());
    }
}
