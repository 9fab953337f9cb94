package dev.roadworthy.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vehicles that have run a bundle, as they reported it to the bridge: a page of them.
 *
 * @param format {@value #FORMAT}
 * @param bundle digest of the archive
 * @param vehicles sorted by name
 * @param next the name after which the next page begins; null on the last
 */
public record BundleVehicles(
        int format,
        Digest bundle,
        List<Vehicle> vehicles,
        @Nullable String next) {

    public static final int FORMAT = 1;

    /**
     * A vehicle.
     *
     * @param id its name
     * @param line the model line that it runs
     * @param hardware what it is
     * @param reported when it last said that it runs the bundle, RFC 3339
     * @param running whether it has said nothing else since
     */
    public record Vehicle(String id, String line, String hardware, String reported, boolean running) {}
}
