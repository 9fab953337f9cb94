package dev.roadworthy.bridge.store;

import dev.roadworthy.bridge.campaign.Rollout;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operator wants, line by line. */
public final class Campaigns {

    private static final Pattern LINE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private Campaigns() {}

    /**
     * A campaign as it is stored.
     *
     * @param campaign what the operator wants
     * @param wanted since when it is wanted so
     * @param breach why nothing of it is offered any more; null where no limit was exceeded
     */
    public record Stored(
            Campaign campaign, Instant wanted, @Nullable String breach) {}

    /** Whether a line can be called so: it is a DNS label. */
    public static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    /** Keeps others from deciding for the line until the transaction ends. */
    public static void lock(Session session, String line) throws SQLException {
        session.list("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, line);
    }

    /** Takes a campaign of a known release; the same again writes nothing. A breach is the release's, and stays until another one is wanted. */
    public static void put(Session session, Campaign campaign, Instant now) throws SQLException {
        session.update(
                """
                INSERT INTO campaigns AS c (line, document, bundle, wanted) VALUES (?, ?::jsonb, ?, ?)
                ON CONFLICT (line) DO UPDATE SET document = excluded.document, bundle = excluded.bundle,
                    wanted = excluded.wanted,
                    breach = CASE WHEN c.bundle = excluded.bundle THEN c.breach END
                WHERE c.document <> excluded.document""",
                campaign.line(),
                new String(Documents.write(campaign), StandardCharsets.UTF_8),
                campaign.release().bundle().digest().value(),
                now);
    }

    public static Optional<Stored> find(Session session, String line) throws SQLException {
        return session.first("SELECT document, wanted, breach FROM campaigns WHERE line = ?", Campaigns::read, line);
    }

    /** The lines that have a campaign. */
    public static List<String> lines(Session session) throws SQLException {
        return session.list("SELECT line FROM campaigns ORDER BY line", row -> row.getString("line"));
    }

    /** Stops a release for good; the first cause stays. */
    public static void breach(Session session, Digest bundle, String cause) throws SQLException {
        session.update("UPDATE campaigns SET breach = ? WHERE bundle = ? AND breach IS NULL", cause, bundle.value());
    }

    /** A line's campaign with what its release says. */
    public static Optional<Rollout> rollout(Session session, String line) throws SQLException {
        Optional<Stored> stored = find(session, line);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Campaign campaign = stored.get().campaign();
        boolean breached = stored.get().breach() != null;
        return Releases.find(session, campaign.release().bundle().digest())
                .map(release -> new Rollout(
                        campaign, release.position(), release.hardware(), release.installBefore(), breached));
    }

    private static Stored read(ResultSet row) throws SQLException {
        try {
            Campaign campaign = Documents.read(row.getString("document"), Campaign.class);
            return new Stored(
                    campaign, Objects.requireNonNull(Session.instant(row, "wanted")), row.getString("breach"));
        } catch (MalformedDocumentException e) {
            throw new SQLException("a stored campaign cannot be read; put it again: " + e.getMessage(), e);
        }
    }
}
