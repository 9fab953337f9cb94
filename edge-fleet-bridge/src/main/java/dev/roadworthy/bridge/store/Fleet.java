package dev.roadworthy.bridge.store;

import dev.roadworthy.bridge.health.VehicleRecord;
import dev.roadworthy.contract.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line's vehicles, and how a release fares on them. */
public final class Fleet {

    // A cancelled offer says nothing about the release, nor does a report from before the offer.
    private static final String MEMBERS = """
            SELECT v.id, v.polled, a.offered, a.installed IS NOT NULL OR a.outcome = 'succeeded' AS installed,
                   coalesce(a.outcome = 'failed', false) AS failed,
                   r.vehicle IS NOT NULL AS verified, r.latency_ms_p95,
                   (SELECT l.running FROM reports l WHERE l.vehicle = v.id AND l.received >= a.offered
                    ORDER BY l.received DESC LIMIT 1) AS running
            FROM vehicles v
            LEFT JOIN LATERAL (
                SELECT * FROM actions
                WHERE vehicle = v.id AND bundle = ? AND outcome IS DISTINCT FROM 'cancelled'
                ORDER BY offered DESC LIMIT 1) a ON true
            LEFT JOIN reports r ON r.vehicle = v.id AND r.running = a.bundle AND r.received >= a.offered
            WHERE v.line = ?""";

    private Fleet() {}

    /**
     * A vehicle of the line.
     *
     * @param id its name
     * @param polled when it last asked; null for never
     * @param record how the release fares on it; null where it was not offered
     */
    public record Member(
            String id, @Nullable Instant polled, @Nullable VehicleRecord record) {}

    public static List<Member> members(Session session, String line, Digest bundle) throws SQLException {
        return session.list(MEMBERS, Fleet::read, bundle.value(), line);
    }

    private static Member read(ResultSet row) throws SQLException {
        return new Member(row.getString("id"), Session.instant(row, "polled"), record(row));
    }

    private static @Nullable VehicleRecord record(ResultSet row) throws SQLException {
        Instant offered = Session.instant(row, "offered");
        if (offered == null) {
            return null;
        }
        String running = row.getString("running");
        Double latency = row.getObject("latency_ms_p95", Double.class);
        return new VehicleRecord(
                offered,
                row.getBoolean("installed"),
                row.getBoolean("failed"),
                row.getBoolean("verified"),
                running == null ? null : new Digest(running),
                latency);
    }
}
