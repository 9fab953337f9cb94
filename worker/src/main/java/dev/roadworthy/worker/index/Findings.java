package dev.roadworthy.worker.index;

import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.IndexRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts what was found, from the tables of a concluded {@link IndexTable}. All with as many examples as a report has. */
final class Findings {

    private static final String GROUPS = """
            SELECT phash, frames, head.frame, head.ride, head.split, tail.frame, tail.ride, tail.split
            FROM (
              SELECT phash, count(*) AS frames,
                min({'split': split, 'ride': ride, 'frame': frame}) AS head,
                max({'split': split, 'ride': ride, 'frame': frame}) AS tail
              FROM frames GROUP BY phash)
            ORDER BY phash
            """;

    private final IndexDatabase database;

    Findings(IndexDatabase database) {
        this.database = database;
    }

    /** Every defect that was looked for, found or not. */
    List<Finding> defects(IndexRequest request) throws SQLException {
        long frames = database.count("SELECT count(*) FROM verdict");
        long labelled = database.count("SELECT count(*) FROM verdict WHERE labelled");
        List<Finding> findings = new ArrayList<>();
        for (Defect defect : Defect.values()) {
            boolean ofMasks =
                    switch (defect) {
                        case LABEL_MISMATCH, UNKNOWN_CLASS, EMPTY_MASK -> true;
                        case CORRUPT, DUPLICATE, CLOCK_JUMP, IMU_MISSING, GPS_MISSING -> false;
                    };
            if (isLookedFor(defect, request)) {
                findings.add(defect(defect, ofMasks ? labelled : frames));
            }
        }
        return findings;
    }

    /** All but duplicates are looked for in recordings alone: rows of earlier datasets have been through that. */
    private static boolean isLookedFor(Defect defect, IndexRequest request) {
        IndexRequest.Source source = request.source();
        return switch (defect) {
            case DUPLICATE -> true;
            case CORRUPT, LABEL_MISMATCH, UNKNOWN_CLASS, EMPTY_MASK -> source != null;
            case CLOCK_JUMP -> source != null && source.layout() == IndexRequest.Layout.RideLog;
            case IMU_MISSING -> source != null && request.sensors().imu() != null;
            case GPS_MISSING -> source != null && request.sensors().gps() != null;
        };
    }

    private Finding defect(Defect defect, long of) throws SQLException {
        List<String> examples = new ArrayList<>();
        database.query(
                "SELECT frame || ': ' || what FROM verdict WHERE defect = ? ORDER BY frame LIMIT ?",
                row -> examples.add(row.getString(1)),
                defect.id(),
                DatasetReport.MAX_EXAMPLES);
        long[] count = new long[1];
        database.query("SELECT count(*) FROM verdict WHERE defect = ?", row -> count[0] = row.getLong(1), defect.id());
        return new Finding(defect.id(), count[0], of, List.copyOf(examples));
    }

    /** Frames that look like others. */
    NearDuplicates.Found nearDuplicates() throws SQLException {
        List<NearDuplicates.Group> groups = new ArrayList<>();
        database.query(
                GROUPS,
                row -> groups.add(new NearDuplicates.Group(
                        PerceptualHash.parse(row.getString(1)),
                        row.getLong(2),
                        new NearDuplicates.Member(row.getString(3), row.getString(4), row.getString(5)),
                        new NearDuplicates.Member(row.getString(6), row.getString(7), row.getString(8)))));
        return NearDuplicates.among(groups);
    }

    /** What was found of them, as a finding. */
    static Finding finding(String name, NearDuplicates.Twins twins, long of) {
        return new Finding(name, twins.frames(), of, first(twins.examples(), DatasetReport.MAX_EXAMPLES));
    }

    /** As a manifest has it. */
    static Finding brief(Finding finding) {
        return new Finding(
                finding.name(), finding.count(), finding.of(), first(finding.examples(), DatasetManifest.MAX_EXAMPLES));
    }

    private static List<String> first(List<String> all, int limit) {
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }
}
