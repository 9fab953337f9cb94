package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.index.ScannedFrame.ImageFacts;
import dev.roadworthy.worker.index.ScannedFrame.MaskFacts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * The index: the table {@code frames}, whose columns are those of {@code docs/dataset-index.md}, and what it is made
 * of. Frames are added as they are scanned, and {@link #conclude} decides which of them enter.
 */
final class IndexTable implements AutoCloseable {

    private static final String FRAMES = """
            CREATE TABLE frames (
              frame VARCHAR, uri VARCHAR, sha256 VARCHAR, bytes BIGINT, width INTEGER, height INTEGER,
              captured_at BIGINT, ride VARCHAR, vehicle VARCHAR, camera VARCHAR,
              latitude DOUBLE, longitude DOUBLE, speed DOUBLE, gps_skew_ms DOUBLE,
              imu_rms DOUBLE, imu_skew_ms DOUBLE, sun_elevation DOUBLE,
              label_uri VARCHAR, label_sha256 VARCHAR, label_values VARCHAR,
              label_bytes BIGINT, label_pixels MAP(VARCHAR, BIGINT),
              phash VARCHAR, split VARCHAR, attributes MAP(VARCHAR, VARCHAR))
            """;

    private static final String SCANNED = """
            CREATE TABLE scanned (
              frame VARCHAR, ride VARCHAR, captured_at BIGINT, uri VARCHAR, labelled BOOLEAN,
              sha256 VARCHAR, bytes BIGINT, width INTEGER, height INTEGER, phash VARCHAR,
              label_uri VARCHAR, label_sha256 VARCHAR, label_values VARCHAR,
              label_bytes BIGINT, label_pixels MAP(VARCHAR, BIGINT),
              latitude DOUBLE, longitude DOUBLE, speed DOUBLE, gps_skew_ms DOUBLE,
              imu_rms DOUBLE, imu_skew_ms DOUBLE, sun_elevation DOUBLE,
              defect VARCHAR, what VARCHAR, precedes_duplicate BOOLEAN)
            """;

    // A frame that is out for another reason already is not what a duplicate is a copy of: else a sound copy of it
    // would be lost too.
    private static final String VERDICT = """
            CREATE TABLE verdict AS
            SELECT frame, ride, labelled,
              CASE WHEN NOT precedes_duplicate AND original.ride < scanned.ride THEN 'duplicate' ELSE defect END AS defect,
              CASE WHEN NOT precedes_duplicate AND original.ride < scanned.ride
                THEN 'same bytes as ' || original.frame ELSE what END AS what
            FROM scanned LEFT JOIN (
              SELECT sha256, min({'ride': ride, 'frame': frame}) AS original
              FROM scanned WHERE NOT precedes_duplicate GROUP BY sha256) USING (sha256)
            """;

    private static final String FILL = """
            INSERT INTO frames
            SELECT s.frame, s.uri, s.sha256, s.bytes, s.width, s.height,
              s.captured_at, s.ride, r.vehicle, r.camera,
              s.latitude, s.longitude, s.speed, s.gps_skew_ms,
              s.imu_rms, s.imu_skew_ms, s.sun_elevation,
              s.label_uri, s.label_sha256, s.label_values, s.label_bytes, s.label_pixels,
              s.phash, r.split, coalesce(a.attributes, r.attributes)
            FROM scanned s JOIN verdict v USING (frame) JOIN ride r ON r.ride = s.ride
            LEFT JOIN frame_attributes a ON a.frame = s.frame
            WHERE v.defect IS NULL
            ORDER BY s.frame
            """;

    private final IndexDatabase database;
    private final DuckDBAppender scanned;
    private final DuckDBAppender rides;

    private IndexTable(IndexDatabase database, DuckDBAppender scanned, DuckDBAppender rides) {
        this.database = database;
        this.scanned = scanned;
        this.rides = rides;
    }

    /** Lays out an empty index. */
    static IndexTable create(IndexDatabase database) throws SQLException {
        database.execute(FRAMES);
        database.execute(SCANNED);
        database.execute("CREATE TABLE frame_attributes (frame VARCHAR, attributes MAP(VARCHAR, VARCHAR))");
        database.execute("CREATE TABLE ride (ride VARCHAR, vehicle VARCHAR, camera VARCHAR, split VARCHAR,"
                + " attributes MAP(VARCHAR, VARCHAR))");
        return new IndexTable(database, database.appender("scanned"), database.appender("ride"));
    }

    void addRide(Ride.Description ride, String split) throws SQLException {
        rides.beginRow();
        rides.append(ride.name()).append(ride.vehicle()).append(ride.camera()).append(split);
        rides.append(new TreeMap<>(ride.attributes())).endRow();
    }

    /**
     * Adds a frame.
     *
     * @param uri of its image
     * @param labelUri of its mask; null where it has none
     */
    void add(ScannedFrame frame, String uri, @Nullable String labelUri) throws SQLException {
        FrameRef ref = frame.ref();
        scanned.beginRow();
        scanned.append(ref.frame())
                .append(frame.ride())
                .append(ref.capturedAt())
                .append(uri);
        scanned.append(ref.label() != null);
        appendImage(frame.image());
        appendMask(frame.mask(), labelUri);
        appendSurroundings(frame.surroundings());
        Fault fault = frame.fault();
        scanned.append(fault == null ? null : fault.defect().id());
        scanned.append(fault == null ? null : fault.what());
        scanned.append(fault != null && fault.precedesDuplicate());
        scanned.endRow();
    }

    private void appendImage(@Nullable ImageFacts image) throws SQLException {
        if (image == null) {
            appendNulls(5);
            return;
        }
        scanned.append(image.digest().value()).append(image.bytes());
        scanned.append(image.width()).append(image.height());
        scanned.append(image.looks().toString());
    }

    private void appendMask(@Nullable MaskFacts mask, @Nullable String uri) throws SQLException {
        if (mask == null) {
            appendNulls(5);
            return;
        }
        Digest digest = mask.digest();
        scanned.append(uri).append(digest.value()).append(mask.values());
        scanned.append(mask.bytes()).append(mask.pixels());
    }

    private void appendSurroundings(Surroundings surroundings) throws SQLException {
        Surroundings.Fix fix = surroundings.fix();
        if (fix == null) {
            appendNulls(4);
        } else {
            scanned.append(fix.latitude()).append(fix.longitude());
            scanned.append(fix.speed()).append(fix.skewMs());
        }
        Surroundings.Shake shake = surroundings.shake();
        if (shake == null) {
            appendNulls(2);
        } else {
            scanned.append(shake.rms()).append(shake.skewMs());
        }
        scanned.append(surroundings.sunElevation());
    }

    private void appendNulls(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            scanned.appendNull();
        }
    }

    /** Makes what was added visible to statements. */
    void flush() throws SQLException {
        scanned.flush();
        rides.flush();
    }

    /**
     * Decides on every frame and fills {@code frames}.
     *
     * @return rows of the index
     */
    long conclude() throws SQLException {
        flush();
        database.execute(VERDICT);
        database.execute(FILL);
        return database.count("SELECT count(*) FROM frames");
    }

    /** Writes the index, sorted by frame. */
    Path writeParquet() throws SQLException {
        return database.writeParquet("SELECT * FROM frames ORDER BY frame", "index.parquet");
    }

    @Override
    public void close() throws SQLException {
        try (scanned;
                rides) {
            // What was added and not concluded goes with the database.
        }
    }
}
