package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Frames, which stand in the Parquet files of datasets alone: each file is fetched, searched and forgotten. */
final class Frames {

    private static final String SEARCH =
            "SELECT count(*) FROM read_parquet(?) WHERE frame = ? OR sha256 = ? OR label_sha256 = ?";

    private final LedgerStore store;

    Frames(LedgerStore store) {
        this.store = store;
    }

    /**
     * Whether a dataset has a frame.
     *
     * @param index digest of the Parquet file
     * @param frame its id, or the digest of its image or mask
     */
    boolean has(Digest index, String frame) throws StepException, IOException, SQLException, LineageException {
        Path file = Files.createTempFile("index", ".parquet");
        try {
            try (InputStream in = store.open(index)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            try (InputStream in = Files.newInputStream(file)) {
                if (!Digest.of(in).equals(index)) {
                    throw LineageException.damaged(
                            "%s (index) does not hold the bytes of its digest: it was changed or cut off"
                                    .formatted(ArtifactRef.key(index)));
                }
            }
            return contains(file, frame);
        } finally {
            Files.delete(file);
        }
    }

    private static boolean contains(Path file, String frame) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement search = database.prepareStatement(SEARCH)) {
            search.setString(1, file.toString());
            for (int i = 2; i <= 4; i++) {
                search.setString(i, frame);
            }
            try (ResultSet rows = search.executeQuery()) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        }
    }
}
