package dev.roadworthy.bridge.store;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vehicles, and what they said of themselves. */
public final class Vehicles {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Vehicles() {}

    /** Whether a vehicle can be called so: letters, digits, '.', '_' and '-', at most 128, no sign at the start. */
    public static boolean isName(@Nullable String id) {
        return id != null && NAME.matcher(id).matches();
    }

    /**
     * A vehicle.
     *
     * @param id its name
     * @param line the model line that it runs
     * @param hardware what it is
     */
    public record Vehicle(String id, String line, String hardware) {}

    /**
     * A report.
     *
     * @param running the bundle that the vehicle runs
     * @param received when it said so
     */
    public record Report(Digest running, Instant received) {}

    /**
     * Enrols a vehicle, or changes what it is enrolled as.
     *
     * @param tokenHash of the secret that it comes with
     */
    public static void enrol(Session session, String id, String line, String hardware, Digest tokenHash)
            throws SQLException {
        session.update("""
                INSERT INTO vehicles (id, line, hardware, token_hash) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET line = excluded.line, hardware = excluded.hardware, token_hash = excluded.token_hash""", id, line, hardware, tokenHash.value());
    }

    public static Optional<Digest> tokenHash(Session session, String id) throws SQLException {
        return session.first(
                "SELECT token_hash FROM vehicles WHERE id = ?", row -> new Digest(row.getString("token_hash")), id);
    }

    /** Notes that the vehicle asked, and keeps others from deciding for it until the transaction ends. */
    public static Optional<Vehicle> polled(Session session, String id, Instant now) throws SQLException {
        return session.first("UPDATE vehicles SET polled = ? WHERE id = ? RETURNING *", Vehicles::read, now, id);
    }

    /** Keeps others from deciding for the vehicle until the transaction ends. */
    public static void lock(Session session, String id) throws SQLException {
        session.list("SELECT id FROM vehicles WHERE id = ? FOR UPDATE", row -> row.getString("id"), id);
    }

    /** What the vehicle declares, as a JSON object of strings. */
    public static String attributes(Session session, String id) throws SQLException {
        return session.first("SELECT attributes FROM vehicles WHERE id = ?", row -> row.getString("attributes"), id)
                .orElse("{}");
    }

    public static void attributes(Session session, String id, String json) throws SQLException {
        session.update("UPDATE vehicles SET attributes = ?::jsonb WHERE id = ?", json, id);
    }

    /**
     * Takes a report.
     *
     * @param latencyMsP95 milliseconds; null where it says nothing of it
     */
    public static void report(Session session, String id, Digest running, @Nullable Double latencyMsP95, Instant now)
            throws SQLException {
        session.update("""
                INSERT INTO reports AS r (vehicle, running, received, latency_ms_p95) VALUES (?, ?, ?, ?)
                ON CONFLICT (vehicle, running) DO UPDATE SET received = excluded.received,
                    latency_ms_p95 = coalesce(excluded.latency_ms_p95, r.latency_ms_p95)""", id, running.value(), now, latencyMsP95);
    }

    /** Forgets what the vehicle ran, since nothing of it is left. */
    public static void forgetReports(Session session, String id) throws SQLException {
        session.update("DELETE FROM reports WHERE vehicle = ?", id);
    }

    /**
     * The highest known release of the vehicle's line that it ever reported to run. What it ran in another line does not
     * count: positions of different lines do not compare.
     */
    public static Position reached(Session session, Vehicle vehicle) throws SQLException {
        return session.first(
                        """
                SELECT r.epoch, r.counter FROM reports AS p JOIN releases AS r ON r.bundle = p.running
                WHERE p.vehicle = ? AND r.line = ? ORDER BY r.epoch DESC, r.counter DESC LIMIT 1""",
                        row -> new Position(row.getLong("epoch"), row.getLong("counter")),
                        vehicle.id(),
                        vehicle.line())
                .orElse(Position.NONE);
    }

    public static Optional<Report> latestReport(Session session, String id) throws SQLException {
        return session.first(
                "SELECT running, received FROM reports WHERE vehicle = ? ORDER BY received DESC LIMIT 1",
                row -> new Report(new Digest(row.getString("running")), Session.time(row, "received")),
                id);
    }

    private static Vehicle read(ResultSet row) throws SQLException {
        return new Vehicle(row.getString("id"), row.getString("line"), row.getString("hardware"));
    }
}
