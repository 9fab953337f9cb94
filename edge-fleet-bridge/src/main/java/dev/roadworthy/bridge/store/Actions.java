package dev.roadworthy.bridge.store;

import dev.roadworthy.contract.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers to vehicles. A vehicle has at most one that is open. */
public final class Actions {

    private Actions() {}

    /** How an action ended. */
    public enum End {
        /** The vehicle says so, or reports that it runs the release. */
        SUCCEEDED,
        /** The vehicle says so, or did not come back after an installation. */
        FAILED,
        /** It was told to stop. */
        CANCELLED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An offer.
     *
     * @param id its number
     * @param bundle what was offered
     * @param installed when the vehicle said that it installed it; null before
     * @param cancelling whether the vehicle was told to stop, or to go back
     * @param end null while it is open
     */
    public record Action(
            long id,
            Digest bundle,
            @Nullable Instant installed,
            boolean cancelling,
            @Nullable End end) {}

    /**
     * What a vehicle says about an action.
     *
     * @param execution the protocol's word, for example {@code proceeding}
     * @param finished {@code success}, {@code failure} or {@code none}
     * @param cancel whether it is about the cancellation
     * @param details for people
     */
    public record Feedback(String execution, String finished, boolean cancel, List<String> details) {

        public Feedback {
            details = List.copyOf(details);
        }
    }

    public static Optional<Action> open(Session session, String vehicle) throws SQLException {
        return session.first("SELECT * FROM actions WHERE vehicle = ? AND closed IS NULL", Actions::read, vehicle);
    }

    public static Optional<Action> find(Session session, String vehicle, long id) throws SQLException {
        return session.first("SELECT * FROM actions WHERE vehicle = ? AND id = ?", Actions::read, vehicle, id);
    }

    /** Whether the bundle was offered to the vehicle, and that ended otherwise than by a cancel. */
    public static boolean tried(Session session, String vehicle, Digest bundle) throws SQLException {
        return session.first(
                        "SELECT 1 FROM actions WHERE vehicle = ? AND bundle = ? AND outcome <> 'cancelled'",
                        row -> true,
                        vehicle,
                        bundle.value())
                .isPresent();
    }

    /** Makes nothing of what was installed, since it is gone. What failed says as much about a release as before. */
    public static void forgetSuccesses(Session session, String vehicle) throws SQLException {
        session.update("UPDATE actions SET outcome = 'cancelled' WHERE vehicle = ? AND outcome = 'succeeded'", vehicle);
    }

    /** The ended action that brought a bundle, where the vehicle's latest report says that it runs it. */
    public static Optional<Long> brought(Session session, String vehicle, Digest bundle) throws SQLException {
        return session.first("""
                SELECT a.id FROM actions a
                WHERE a.vehicle = ? AND a.bundle = ? AND a.closed IS NOT NULL
                  AND a.bundle = (SELECT r.running FROM reports r WHERE r.vehicle = a.vehicle
                                  ORDER BY r.received DESC LIMIT 1)
                ORDER BY a.offered DESC LIMIT 1""", row -> row.getLong("id"), vehicle, bundle.value());
    }

    /** Whether an action of the vehicle ended after this. */
    public static boolean endedSince(Session session, String vehicle, Instant since) throws SQLException {
        return session.first(
                        "SELECT 1 FROM actions WHERE vehicle = ? AND closed > ? LIMIT 1", row -> true, vehicle, since)
                .isPresent();
    }

    /** Makes an offer, and gives its number. */
    public static long offer(Session session, String vehicle, Digest bundle, Instant now) throws SQLException {
        return session.first(
                        "INSERT INTO actions (vehicle, bundle, offered) VALUES (?, ?, ?) RETURNING id",
                        row -> row.getLong("id"),
                        vehicle,
                        bundle.value(),
                        now)
                .orElseThrow();
    }

    /** Tells a vehicle to stop an action, or to go back from what an ended one brought. */
    public static void cancel(Session session, long id) throws SQLException {
        session.update("UPDATE actions SET cancelling = true WHERE id = ? AND NOT cancelling", id);
    }

    public static void installed(Session session, long id, Instant now) throws SQLException {
        session.update("UPDATE actions SET installed = coalesce(installed, ?) WHERE id = ?", now, id);
    }

    public static void close(Session session, long id, End end, Instant now) throws SQLException {
        session.update(
                "UPDATE actions SET outcome = ?, closed = ? WHERE id = ? AND closed IS NULL", end.column(), now, id);
    }

    /** Gives up waiting for those who installed a release before {@code since} and did not come back. */
    public static int expire(Session session, Digest bundle, Instant since, Instant now) throws SQLException {
        return session.update("""
                UPDATE actions SET outcome = 'failed', closed = ?
                WHERE bundle = ? AND closed IS NULL AND installed < ?""", now, bundle.value(), since);
    }

    /** Keeps what a vehicle said; the same again is no news. */
    public static void add(Session session, long id, Feedback feedback, Instant now) throws SQLException {
        session.update("""
                INSERT INTO feedback (action, execution, finished, cancel, details, received)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", id, feedback.execution(), feedback.finished(), feedback.cancel(), feedback.details(), now);
    }

    /** Whether the vehicle said this before. */
    public static boolean said(Session session, long id, Feedback feedback) throws SQLException {
        return session.first(
                        "SELECT 1 FROM feedback WHERE action = ? AND execution = ? AND finished = ? AND cancel = ?",
                        row -> true,
                        id,
                        feedback.execution(),
                        feedback.finished(),
                        feedback.cancel())
                .isPresent();
    }

    private static Action read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Action(
                row.getLong("id"),
                new Digest(row.getString("bundle")),
                Session.instant(row, "installed"),
                row.getBoolean("cancelling"),
                outcome == null ? null : End.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }
}
