package dev.roadworthy.worker.stage;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.index.DatasetDigest;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.index.SlicePredicates;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index of a Dataset, in a database of this run, proven to be that of the Dataset's digest. */
public final class DatasetIndex {

    private static final String COLUMNS =
            "frame, uri, sha256, width, height, ride, split, label_uri, label_sha256, label_values";
    private static final int FIRST_SLICE_COLUMN = 11;

    private final DatasetManifest manifest;
    private final IndexDatabase database;

    private DatasetIndex(DatasetManifest manifest, IndexDatabase database) {
        this.manifest = manifest;
        this.database = database;
    }

    /**
     * Which rows, and what to learn of each.
     *
     * @param splits names of splits
     * @param labelledOnly whether frames without a mask are left out
     * @param slices whose membership is told with each row
     */
    public record Selection(List<String> splits, boolean labelledOnly, List<IndexRequest.Slice> slices) {}

    /** Takes rows in the order of their frames' ids. */
    @FunctionalInterface
    public interface Reader<E extends Exception> {
        void read(FrameRow row) throws E;
    }

    /**
     * Reads manifest and index, and makes the dataset's digest of the rows anew.
     *
     * @param dataset the digest that it must have
     * @param database without a table {@code frames}
     * @param scratch the database's directory
     */
    public static DatasetIndex open(
            ArtifactStore artifacts, ArtifactRef manifestRef, Digest dataset, IndexDatabase database, Path scratch)
            throws StepException, IOException, SQLException {
        DatasetManifest manifest = manifest(artifacts, manifestRef);
        Path file = scratch.resolve("index.parquet");
        artifacts.fetch(manifest.index(), file);
        database.readParquet(file, "frames");
        Files.delete(file);
        Digest found = DatasetDigest.of(database, manifest.classes());
        if (!found.equals(dataset)) {
            throw StepException.rejected(
                    StageRejection.DatasetMismatch,
                    "the rows of %s have the dataset digest %s, and %s was asked for; let the Dataset be indexed again"
                            .formatted(manifest.index().uri(), found, dataset));
        }
        return new DatasetIndex(manifest, database);
    }

    private static DatasetManifest manifest(ArtifactStore artifacts, ArtifactRef ref)
            throws StepException, IOException {
        try {
            return Documents.read(artifacts.read(ref), DatasetManifest.class, DatasetManifest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    StageRejection.ManifestInvalid,
                    "%s is no manifest of a dataset: %s; let the Dataset be indexed again"
                            .formatted(ref.uri(), e.getMessage()));
        }
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    /** Refuses slices whose predicates do not compile or fail on a row. */
    public void check(List<IndexRequest.Slice> slices) throws StepException, SQLException {
        SlicePredicates predicates = new SlicePredicates(database, slices);
        predicates.compile();
        predicates.counts();
    }

    /** How many rows are selected. */
    public long count(Selection selection) throws SQLException {
        long[] count = new long[1];
        database.query(
                "SELECT count(*) FROM frames" + where(selection),
                row -> count[0] = row.getLong(1),
                selection.splits().toArray());
        return count[0];
    }

    /** Reads the selected rows, sorted by frame, without holding them all. */
    public <E extends Exception> void read(Selection selection, Reader<E> reader) throws SQLException, E {
        StringBuilder columns = new StringBuilder(COLUMNS);
        selection.slices().forEach(slice -> columns.append(", ").append(SlicePredicates.membership(slice)));
        database.<E>query(
                "SELECT %s FROM frames%s ORDER BY frame".formatted(columns, where(selection)),
                row -> reader.read(row(row, selection.slices())),
                selection.splits().toArray());
    }

    private static String where(Selection selection) {
        return " WHERE split IN (%s)%s"
                .formatted(
                        String.join(", ", Collections.nCopies(selection.splits().size(), "?")),
                        selection.labelledOnly() ? " AND label_sha256 IS NOT NULL" : "");
    }

    private static FrameRow row(ResultSet row, List<IndexRequest.Slice> slices) throws SQLException {
        Set<String> members = new HashSet<>();
        for (int i = 0; i < slices.size(); i++) {
            if (row.getBoolean(FIRST_SLICE_COLUMN + i)) {
                members.add(slices.get(i).name());
            }
        }
        return new FrameRow(
                row.getString("frame"),
                new FrameRow.Original(row.getString("uri"), new Digest(row.getString("sha256"))),
                row.getInt("width"),
                row.getInt("height"),
                row.getString("ride"),
                row.getString("split"),
                label(row),
                members);
    }

    private static FrameRow.@Nullable Label label(ResultSet row) throws SQLException {
        String digest = row.getString("label_sha256");
        return digest == null
                ? null
                : new FrameRow.Label(
                        new FrameRow.Original(row.getString("label_uri"), new Digest(digest)),
                        row.getString("label_values"));
    }
}
