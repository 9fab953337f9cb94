package dev.roadworthy.bridge.store;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Releases that were verified. */
public final class Releases {

    private Releases() {}

    /**
     * A verified release, and what vehicles want to know of its archive.
     *
     * @param bundle the archive's digest
     * @param line the model line
     * @param version for people
     * @param position within the line
     * @param hardware names of the hardware that it may go onto
     * @param installBefore from then on it is installed nowhere; null for no end
     * @param bytes the archive's size
     * @param sha1 the archive's, in hex
     * @param md5 the archive's, in hex
     */
    public record Release(
            Digest bundle,
            String line,
            String version,
            Position position,
            Set<String> hardware,
            @Nullable Instant installBefore,
            long bytes,
            String sha1,
            String md5) {

        public Release {
            hardware = Set.copyOf(hardware);
        }
    }

    /** Remembers a release; a known one stays as it is. */
    public static void add(Session session, Release release) throws SQLException {
        session.update(
                """
                INSERT INTO releases (bundle, line, version, epoch, counter, hardware, install_before, bytes, sha1, md5)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bundle) DO NOTHING""",
                release.bundle().value(),
                release.line(),
                release.version(),
                release.position().epoch(),
                release.position().counter(),
                List.copyOf(release.hardware()),
                release.installBefore(),
                release.bytes(),
                release.sha1(),
                release.md5());
    }

    public static Optional<Release> find(Session session, Digest bundle) throws SQLException {
        return session.first("SELECT * FROM releases WHERE bundle = ?", Releases::read, bundle.value());
    }

    /** The line's release at this position. */
    public static Optional<Release> at(Session session, String line, Position position) throws SQLException {
        return session.first(
                "SELECT * FROM releases WHERE line = ? AND epoch = ? AND counter = ?",
                Releases::read,
                line,
                position.epoch(),
                position.counter());
    }

    private static Release read(ResultSet row) throws SQLException {
        Array hardware = row.getArray("hardware");
        return new Release(
                new Digest(row.getString("bundle")),
                row.getString("line"),
                row.getString("version"),
                new Position(row.getLong("epoch"), row.getLong("counter")),
                Set.of((String[]) hardware.getArray()),
                Session.instant(row, "install_before"),
                row.getLong("bytes"),
                row.getString("sha1"),
                row.getString("md5"));
    }
}
