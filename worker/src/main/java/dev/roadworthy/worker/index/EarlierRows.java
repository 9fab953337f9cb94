package dev.roadworthy.worker.index;

import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of earlier datasets, taken into the tables of an {@link IndexTable} as if their frames had been scanned: what is
 * decided there about duplicates is decided about all of them. Their images are not read.
 */
final class EarlierRows {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierRows.class);

    private static final int NAMED = 5;

    // The same frame in two datasets is one frame, where they say the same of it.
    private static final String TOLD_DIFFERENTLY = """
            SELECT frame, string_agg(DISTINCT part, ' and ' ORDER BY part) FROM earlier GROUP BY frame
            HAVING count(DISTINCT {'a': sha256, 'b': captured_at, 'c': ride, 'd': vehicle, 'e': camera,
                'f': latitude, 'g': longitude, 'h': speed, 'i': gps_skew_ms, 'j': imu_rms, 'k': imu_skew_ms,
                'l': sun_elevation, 'm': attributes::VARCHAR}) > 1
            UNION ALL
            SELECT frame, part || ' and spec.source' FROM earlier e JOIN scanned s USING (frame)
            WHERE s.defect IS NOT NULL OR s.sha256 <> e.sha256 OR s.ride <> e.ride
              OR s.captured_at IS DISTINCT FROM e.captured_at
            ORDER BY ALL LIMIT ?
            """;

    private static final String LABELLED_DIFFERENTLY = """
            SELECT frame, string_agg(DISTINCT part, ' and ' ORDER BY part) FROM (
              SELECT frame, part, label_sha256, label_values FROM earlier WHERE label_sha256 IS NOT NULL
              UNION ALL
              SELECT frame, 'spec.source', label_sha256, label_values FROM scanned WHERE label_sha256 IS NOT NULL)
            GROUP BY frame HAVING count(DISTINCT {'a': label_sha256, 'b': label_values}) > 1
            ORDER BY frame LIMIT ?
            """;

    private static final String RIDES_OF_ONE_NAME = """
            SELECT ride, string_agg(DISTINCT part, ' and ' ORDER BY part) FROM (
              SELECT ride, vehicle, camera, part FROM earlier
              UNION ALL
              SELECT ride, vehicle, camera, 'spec.source' FROM ride)
            GROUP BY ride HAVING count(DISTINCT {'a': vehicle, 'b': camera}) > 1
            ORDER BY ride LIMIT ?
            """;

    private static final String TAKE_LABELS = """
            UPDATE scanned SET labelled = true, label_uri = e.label_uri, label_sha256 = e.label_sha256,
              label_values = e.label_values, label_bytes = e.label_bytes, label_pixels = e.label_pixels
            FROM (SELECT DISTINCT ON (frame) * FROM earlier WHERE label_sha256 IS NOT NULL ORDER BY frame, label_uri) e
            WHERE scanned.frame = e.frame AND scanned.label_sha256 IS NULL
            """;

    // Where several datasets hold a frame: the row that has a mask, and of these the one whose place sorts first.
    private static final String PICK = """
            CREATE TABLE picked AS
            SELECT DISTINCT ON (frame) * FROM earlier WHERE frame NOT IN (SELECT frame FROM scanned)
            ORDER BY frame, label_sha256 IS NULL, uri, label_uri
            """;

    private static final String TAKE_FRAMES = """
            INSERT INTO scanned BY NAME
            SELECT * EXCLUDE (part, vehicle, camera, split, attributes), label_sha256 IS NOT NULL AS labelled,
              false AS precedes_duplicate
            FROM picked
            """;

    private final IndexDatabase database;
    private final IndexTable table;
    private final Path scratch;

    EarlierRows(IndexDatabase database, IndexTable table, Path scratch) {
        this.database = database;
        this.table = table;
        this.scratch = scratch;
    }

    /**
     * Takes them in, after the source was scanned.
     *
     * @throws StepException where a dataset has other classes, or two recordings have a frame or a ride of one name
     */
    void take(List<IndexRequest.Part> parts, IndexRequest request, ArtifactStore artifacts)
            throws StepException, IOException, SQLException {
        table.flush();
        database.execute("CREATE TABLE earlier AS SELECT *, '' AS part FROM frames LIMIT 0");
        for (IndexRequest.Part part : parts) {
            load(part, request.classes(), artifacts);
        }
        refuse(IndexRejection.FrameConflict, TOLD_DIFFERENTLY, "frames of one name that differ");
        refuse(IndexRejection.FrameConflict, RIDES_OF_ONE_NAME, "rides of one name with another vehicle or camera");
        refuse(IndexRejection.LabelConflict, LABELLED_DIFFERENTLY, "frames with two different masks");
        database.execute(TAKE_LABELS);
        database.execute(PICK);
        database.execute(TAKE_FRAMES);
        database.execute("INSERT INTO frame_attributes SELECT frame, attributes FROM picked");
        takeRides(new Splits(request.split()));
    }

    private void load(IndexRequest.Part part, List<String> classes, ArtifactStore artifacts)
            throws StepException, IOException, SQLException {
        DatasetManifest manifest = manifest(part, artifacts);
        if (!Set.copyOf(manifest.classes()).equals(Set.copyOf(classes))) {
            throw StepException.rejected(
                    IndexRejection.ClassesDiffer,
                    "Dataset %s has the classes %s, and this one has %s; give both the same"
                            .formatted(part.name(), manifest.classes(), classes));
        }
        Path file = scratch.resolve("earlier.parquet");
        artifacts.fetch(manifest.index(), file);
        database.readParquet(file, "part");
        Files.delete(file);
        Digest found = DatasetDigest.of(database, "part", manifest.classes());
        if (!found.equals(part.digest())) {
            throw StepException.rejected(
                    IndexRejection.DatasetMismatch,
                    "the rows of %s have the dataset digest %s, and Dataset %s was pinned at %s; let it be indexed again"
                            .formatted(manifest.index().uri(), found, part.name(), part.digest()));
        }
        try (var insert = database.prepare("INSERT INTO earlier BY NAME SELECT *, ? AS part FROM part")) {
            insert.setString(1, part.name());
            insert.execute();
        }
        database.execute("DROP TABLE part");
        LOG.info("unite dataset={} digest={} frames={}", part.name(), part.digest(), manifest.frames());
    }

    private static DatasetManifest manifest(IndexRequest.Part part, ArtifactStore artifacts)
            throws StepException, IOException {
        try {
            return Documents.read(artifacts.read(part.manifest()), DatasetManifest.class, DatasetManifest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    IndexRejection.ManifestInvalid,
                    "%s is no manifest of a dataset: %s; let Dataset %s be indexed again"
                            .formatted(part.manifest().uri(), e.getMessage(), part.name()));
        }
    }

    private void refuse(IndexRejection reason, String query, String what) throws StepException, SQLException {
        List<String> found = new ArrayList<>();
        database.query(query, row -> found.add("%s in %s".formatted(row.getString(1), row.getString(2))), NAMED);
        if (!found.isEmpty()) {
            throw StepException.rejected(
                    reason,
                    "there are %s, for example %s; rename what is not the same, or extend only one of them"
                            .formatted(what, String.join("; ", found)));
        }
    }

    private void takeRides(Splits splits) throws SQLException {
        List<Ride.Description> rides = new ArrayList<>();
        database.query(
                "SELECT DISTINCT ride, vehicle, camera FROM picked WHERE ride NOT IN (SELECT ride FROM ride)",
                row -> rides.add(new Ride.Description(row.getString(1), row.getString(2), row.getString(3), Map.of())));
        for (Ride.Description ride : rides) {
            table.addRide(ride, splits.of(ride.name()));
        }
    }

    /** Frames whose split here is not that of the dataset that they come from, once the index is concluded. */
    Finding moved() throws SQLException {
        String moved = "FROM earlier e JOIN frames f USING (frame) WHERE e.split <> f.split";
        List<String> examples = new ArrayList<>();
        database.query(
                "SELECT DISTINCT f.ride || ': ' || e.split || ' in ' || e.part || ', ' || f.split || ' here' %s ORDER BY 1 LIMIT ?"
                        .formatted(moved),
                row -> examples.add(row.getString(1)),
                DatasetReport.MAX_EXAMPLES);
        return new Finding(
                DatasetReport.SPLIT_MOVED,
                database.count("SELECT count(DISTINCT frame) " + moved),
                database.count("SELECT count(DISTINCT frame) FROM earlier"),
                examples);
    }
}
