package dev.roadworthy.worker.index;

import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepted labels, given to frames of the same image that have no mask. */
final class EarlierLabels {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierLabels.class);

    private static final int NAMED = 5;

    private static final String LABELS = """
            CREATE TABLE label (
              name VARCHAR, image VARCHAR, uri VARCHAR, sha256 VARCHAR, bytes BIGINT, label_values VARCHAR,
              pixels MAP(VARCHAR, BIGINT))
            """;

    private static final String CONTRADICTIONS = """
            SELECT image, string_agg(DISTINCT name, ' and ' ORDER BY name) FROM label GROUP BY image
            HAVING count(DISTINCT {'a': sha256, 'b': label_values}) > 1
            UNION ALL
            SELECT s.frame, l.name || ' and its recordings' FROM label l JOIN scanned s ON s.sha256 = l.image
            WHERE s.label_sha256 IS NOT NULL AND (s.label_sha256 <> l.sha256 OR s.label_values <> l.label_values)
            ORDER BY ALL LIMIT ?
            """;

    private static final String GIVE = """
            UPDATE scanned SET labelled = true, label_uri = l.uri, label_sha256 = l.sha256,
              label_values = l.label_values, label_bytes = l.bytes, label_pixels = l.pixels
            FROM (SELECT DISTINCT ON (image) * FROM label ORDER BY image, uri) l
            WHERE scanned.sha256 = l.image AND scanned.label_sha256 IS NULL AND scanned.defect IS NULL
            """;

    private final IndexDatabase database;

    EarlierLabels(IndexDatabase database) {
        this.database = database;
    }

    /**
     * Gives them, once all frames are there.
     *
     * @throws StepException where they are of other classes, contradict each other or a mask that a frame has, or are
     *     for no frame at all
     */
    void give(List<IndexRequest.Labels> all, List<String> classes, ArtifactStore artifacts)
            throws StepException, IOException, SQLException {
        database.execute(LABELS);
        try (DuckDBAppender rows = database.appender("label")) {
            for (IndexRequest.Labels labels : all) {
                LabelSnapshot snapshot = read(labels, artifacts);
                if (!Set.copyOf(snapshot.classes()).equals(Set.copyOf(classes))) {
                    throw StepException.rejected(
                            IndexRejection.ClassesDiffer,
                            "AnnotationJob %s has the classes %s, and this Dataset has %s; give both the same"
                                    .formatted(labels.name(), snapshot.classes(), classes));
                }
                append(labels.name(), snapshot, rows);
            }
        }
        refuseContradictions();
        refuseStrangers();
        database.execute(GIVE);
    }

    private static LabelSnapshot read(IndexRequest.Labels labels, ArtifactStore artifacts)
            throws StepException, IOException {
        try {
            return Documents.read(artifacts.read(labels.snapshot()), LabelSnapshot.class, LabelSnapshot.FORMAT);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    IndexRejection.ManifestInvalid,
                    "%s, labels of AnnotationJob %s, is no snapshot of labels: %s"
                            .formatted(labels.snapshot().uri(), labels.name(), e.getMessage()));
        }
    }

    private static void append(String name, LabelSnapshot snapshot, DuckDBAppender rows) throws SQLException {
        String values = new String(Documents.write(snapshot.labelValues()), StandardCharsets.UTF_8);
        for (LabelSnapshot.Label label : snapshot.labels()) {
            rows.beginRow();
            rows.append(name).append(label.image().value()).append(label.mask().uri());
            rows.append(label.mask().digest().value())
                    .append(label.mask().bytes())
                    .append(values);
            rows.append(new TreeMap<>(label.pixels())).endRow();
        }
        LOG.info("labels name={} count={}", name, snapshot.labels().size());
    }

    private void refuseContradictions() throws StepException, SQLException {
        List<String> found = new ArrayList<>();
        database.query(
                CONTRADICTIONS, row -> found.add("%s by %s".formatted(row.getString(1), row.getString(2))), NAMED);
        if (!found.isEmpty()) {
            throw StepException.rejected(
                    IndexRejection.LabelConflict,
                    "frames have two different masks, for example %s; name only one of them in spec.labelsFrom"
                            .formatted(String.join("; ", found)));
        }
    }

    private void refuseStrangers() throws StepException, SQLException {
        List<String> found = new ArrayList<>();
        database.query(
                "SELECT name FROM label GROUP BY name"
                        + " HAVING count(*) FILTER (image IN (SELECT sha256 FROM scanned WHERE sha256 IS NOT NULL)) = 0"
                        + " ORDER BY name",
                row -> found.add(row.getString(1)));
        if (!found.isEmpty()) {
            throw StepException.rejected(
                    IndexRejection.LabelsUnmatched,
                    "no frame has an image that the labels of %s name; extend the Dataset that they were made for"
                            .formatted(String.join(", ", found)));
        }
    }

    /** Labels whose image no frame has, once the index is concluded. */
    Finding unused() throws SQLException {
        String unused = "FROM label WHERE image NOT IN (SELECT sha256 FROM frames)";
        List<String> examples = new ArrayList<>();
        database.query(
                "SELECT image || ': of ' || name %s ORDER BY 1 LIMIT ?".formatted(unused),
                row -> examples.add(row.getString(1)),
                DatasetReport.MAX_EXAMPLES);
        return new Finding(
                DatasetReport.LABEL_UNUSED,
                database.count("SELECT count(*) " + unused),
                database.count("SELECT count(*) FROM label"),
                examples);
    }
}
