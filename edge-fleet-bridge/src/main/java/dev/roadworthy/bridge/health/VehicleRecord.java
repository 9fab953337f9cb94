package dev.roadworthy.bridge.health;

import dev.roadworthy.contract.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a vehicle to which a release was offered. A cancelled offer is none.
 *
 * @param offered when it was offered
 * @param installed whether the vehicle said that it installed it
 * @param failed whether the vehicle said that it could not
 * @param verified whether it reported to run the release since it was offered
 * @param running the bundle that its latest report since the offer says; null without a report
 * @param latencyMsP95 milliseconds: the latest that it reported while it ran the release; null for none
 */
public record VehicleRecord(
        Instant offered,
        boolean installed,
        boolean failed,
        boolean verified,
        @Nullable Digest running,
        @Nullable Double latencyMsP95) {}
