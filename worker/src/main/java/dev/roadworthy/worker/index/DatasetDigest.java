package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a dataset: a digest over its classes and all that its rows say, save where the bytes lie. Equal
 * recordings have equal digests in whatever bucket and whatever order, and whatever can change a result of training or
 * evaluation changes it.
 *
 * <p>SHA-256 over UTF-8 lines that end with a line feed: {@code roadworthy-dataset/1}, the classes as RFC 8785 JSON, and
 * each row in the order of {@code frame} (by bytes) as an RFC 8785 JSON object. Absent values have no member; 64-bit
 * times are text, because JSON's numbers are doubles; the doubles are rounded already, see {@link Surroundings}.
 */
public final class DatasetDigest {

    // Not in it: where bytes lie, and what follows from a mask that is.
    private static final String ROWS = """
            SELECT frame, sha256, bytes, width, height, captured_at, ride, vehicle, camera,
              latitude, longitude, speed, gps_skew_ms, imu_rms, imu_skew_ms, sun_elevation,
              label_sha256, label_values, phash, split, attributes
            FROM %s ORDER BY frame
            """;

    private DatasetDigest() {}

    /** The digest of the table {@code frames}. */
    public static Digest of(IndexDatabase database, List<String> classes) throws SQLException {
        return of(database, "frames", classes);
    }

    /** The digest of a table with the columns of an index. */
    static Digest of(IndexDatabase database, String table, List<String> classes) throws SQLException {
        MessageDigest sha256 = Digest.sha256();
        line(sha256, "roadworthy-dataset/1".getBytes(StandardCharsets.UTF_8));
        line(sha256, Documents.write(classes));
        database.query(ROWS.formatted(table), row -> line(sha256, Documents.write(members(row))));
        return Digest.ofHash(sha256.digest());
    }

    private static void line(MessageDigest sha256, byte[] text) {
        sha256.update(text);
        sha256.update((byte) '\n');
    }

    private static Map<String, Object> members(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null) {
                String name = columns.getColumnName(i);
                members.put(name, name.equals("captured_at") ? value.toString() : plain(value));
            }
        }
        return members;
    }

    private static Object plain(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, String> plain = new TreeMap<>();
        map.forEach((key, entry) -> plain.put(String.valueOf(key), String.valueOf(entry)));
        return plain;
    }
}
