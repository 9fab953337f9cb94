package dev.roadworthy.worker.index;

import dev.roadworthy.contract.DatasetManifest.SplitCount;
import dev.roadworthy.contract.DatasetReport.ClassShare;
import dev.roadworthy.contract.DatasetReport.RideReport;
import dev.roadworthy.contract.IndexRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is in the index, from the tables of a concluded {@link IndexTable}. */
final class Statistics {

    private static final String SHARES = """
            SELECT split, meaning, sum(count)::BIGINT FROM (
              SELECT split, unnest(map_keys(label_pixels)) AS meaning, unnest(map_values(label_pixels)) AS count
              FROM frames)
            GROUP BY split, meaning
            """;

    private final IndexDatabase database;

    Statistics(IndexDatabase database) {
        this.database = database;
    }

    /** Rows that have a mask. */
    long labelled() throws SQLException {
        return database.count("SELECT count(*) FROM frames WHERE label_sha256 IS NOT NULL");
    }

    /** Bytes of all images and masks of the index. */
    long bytes() throws SQLException {
        return database.count("SELECT sum(bytes + coalesce(label_bytes, 0))::BIGINT FROM frames");
    }

    /** Rides that have a row. */
    long rides() throws SQLException {
        return database.count("SELECT count(DISTINCT ride) FROM frames");
    }

    /** All three splits, also empty ones. */
    List<SplitCount> splits() throws SQLException {
        Map<String, SplitCount> found = new HashMap<>();
        database.query(
                "SELECT split, count(*), count(DISTINCT ride) FROM frames GROUP BY split",
                row -> found.put(row.getString(1), new SplitCount(row.getString(1), row.getLong(2), row.getLong(3))));
        return Splits.NAMES.stream()
                .map(name -> found.getOrDefault(name, new SplitCount(name, 0, 0)))
                .toList();
    }

    /** Pixels of each meaning in each split that has a mask. */
    List<ClassShare> classShares(List<String> classes) throws SQLException {
        List<String> meanings = new ArrayList<>(classes);
        meanings.add(IndexRequest.BACKGROUND);
        meanings.add(IndexRequest.IGNORE);
        Map<String, Map<String, Long>> pixels = new HashMap<>();
        database.query(SHARES, row -> pixels.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                .put(row.getString(2), row.getLong(3)));
        List<ClassShare> shares = new ArrayList<>();
        for (String split : Splits.NAMES) {
            if (pixels.containsKey(split)) {
                shares.addAll(shares(split, meanings, pixels.get(split)));
            }
        }
        return shares;
    }

    private static List<ClassShare> shares(String split, List<String> meanings, Map<String, Long> pixels) {
        long all = pixels.values().stream().mapToLong(Long::longValue).sum();
        return meanings.stream()
                .map(meaning -> {
                    long count = pixels.getOrDefault(meaning, 0L);
                    return new ClassShare(split, meaning, count, Math.rint(1e6 * count / all) / 1e6);
                })
                .toList();
    }

    /** All rides, by name. */
    List<RideReport> rideReports() throws SQLException {
        Map<String, Map<String, Long>> defects = new HashMap<>();
        database.query(
                "SELECT ride, defect, count(*) FROM verdict WHERE defect IS NOT NULL GROUP BY ride, defect",
                row -> defects.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)));
        List<RideReport> rides = new ArrayList<>();
        database.query(
                "SELECT ride, vehicle, camera, split, count(*), count(*) FILTER (defect IS NULL)"
                        + " FROM ride JOIN verdict USING (ride) GROUP BY ALL ORDER BY ride",
                row -> rides.add(new RideReport(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        defects.getOrDefault(row.getString(1), Map.of()))));
        return rides;
    }
}
