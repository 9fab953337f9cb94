package dev.roadworthy.contract;

import java.util.List;

/**
 * What a vehicle has run, as it reported it to the bridge.
 *
 * @param format {@value #FORMAT}
 * @param id the vehicle's name
 * @param line the model line that it runs
 * @param hardware what it is
 * @param runs the latest first
 */
public record VehicleHistory(int format, String id, String line, String hardware, List<Run> runs) {

    public static final int FORMAT = 1;

    /**
     * A bundle that the vehicle has run.
     *
     * @param bundle digest of the archive
     * @param reported when it last said so, RFC 3339
     * @param running whether it has said nothing else since
     */
    public record Run(Digest bundle, String reported, boolean running) {}
}
