package dev.roadworthy.worker.index;

import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;

/** Reads {@code attributes.csv} of the layout {@code LabelledFrames} into the table {@code frame_attributes}. */
final class FrameAttributes {

    static final String FILE = "attributes.csv";

    private FrameAttributes() {}

    /** Reads the file, which must be there. An empty field is no attribute. */
    static void read(IndexDatabase database, Source source, Path scratch)
            throws StepException, IOException, SQLException {
        Path file = scratch.resolve(FILE);
        source.fetch(FILE, file);
        try (DuckDBAppender rows = database.appender("frame_attributes")) {
            Csv.read(file, FILE, new Rows(rows));
        } catch (MalformedRecordingException e) {
            throw StepException.rejected(
                    IndexRejection.LayoutInvalid, "%s: %s; correct it".formatted(source.uri(FILE), e.what()));
        }
        database.query(
                "SELECT frame FROM frame_attributes GROUP BY frame HAVING count(*) > 1 ORDER BY frame LIMIT 1", row -> {
                    throw StepException.rejected(
                            IndexRejection.LayoutInvalid,
                            "%s names the frame '%s' twice; remove one".formatted(source.uri(FILE), row.getString(1)));
                });
    }

    private static final class Rows implements Csv.Records {

        private final DuckDBAppender rows;
        private List<String> keys = List.of();

        Rows(DuckDBAppender rows) {
            this.rows = rows;
        }

        @Override
        public void header(List<String> names) throws MalformedRecordingException {
            if (!names.getFirst().equals("frame")) {
                throw new MalformedRecordingException(FILE, 1, "the first field of the header must be 'frame'");
            }
            if (names.stream().distinct().count() < names.size()) {
                throw new MalformedRecordingException(FILE, 1, "the header has a name twice");
            }
            keys = names;
        }

        @Override
        public void record(long line, List<String> fields) throws MalformedRecordingException {
            Map<String, String> attributes = new TreeMap<>();
            for (int i = 1; i < fields.size(); i++) {
                if (!fields.get(i).isEmpty()) {
                    attributes.put(keys.get(i), fields.get(i));
                }
            }
            try {
                rows.beginRow().append(fields.getFirst()).append(attributes).endRow();
            } catch (SQLException e) {
                throw new IllegalStateException("cannot add a row to the scratch database", e);
            }
        }
    }
}
