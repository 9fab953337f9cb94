package dev.roadworthy.bridge.store;

import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.VehicleHistory;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which vehicle has run which bundle: by their reports, so that an offer or an installation alone is none. */
public final class Runs {

    /** Vehicles of a page. */
    public static final int PAGE = 1000;

    private static final String IS_LATEST =
            "NOT EXISTS (SELECT 1 FROM reports l WHERE l.vehicle = p.vehicle AND l.received > p.received) AS latest";

    private Runs() {}

    /** What a vehicle has run; empty where there is none of this name. */
    public static Optional<VehicleHistory> of(Session session, String id) throws SQLException {
        List<VehicleHistory.Run> runs = session.list(
                "SELECT p.running, p.received, %s FROM reports p WHERE p.vehicle = ? ORDER BY p.received DESC, p.running"
                        .formatted(IS_LATEST),
                row -> new VehicleHistory.Run(
                        new Digest(row.getString("running")),
                        Session.time(row, "received").toString(),
                        row.getBoolean("latest")),
                id);
        return session.first(
                "SELECT id, line, hardware FROM vehicles WHERE id = ?",
                row -> new VehicleHistory(
                        VehicleHistory.FORMAT,
                        row.getString("id"),
                        row.getString("line"),
                        row.getString("hardware"),
                        runs),
                id);
    }

    /**
     * The vehicles that have run a bundle.
     *
     * @param after the name after which the page begins; null for the first
     * @param size of the page, at least 1
     */
    public static BundleVehicles of(Session session, Digest bundle, @Nullable String after, int size)
            throws SQLException {
        // One more than asked for tells whether there is another page.
        List<BundleVehicles.Vehicle> found = session.list(
                """
                SELECT v.id, v.line, v.hardware, p.received, %s FROM reports p JOIN vehicles v ON v.id = p.vehicle
                WHERE p.running = ? AND p.vehicle > ? ORDER BY p.vehicle LIMIT ?""".formatted(IS_LATEST),
                row -> new BundleVehicles.Vehicle(
                        row.getString("id"),
                        row.getString("line"),
                        row.getString("hardware"),
                        Session.time(row, "received").toString(),
                        row.getBoolean("latest")),
                bundle.value(),
                after == null ? "" : after,
                size + 1);
        List<BundleVehicles.Vehicle> page = found.subList(0, Math.min(size, found.size()));
        return new BundleVehicles(
                BundleVehicles.FORMAT,
                bundle,
                List.copyOf(page),
                found.size() > size ? page.getLast().id() : null);
    }
}
