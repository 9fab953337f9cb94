package dev.roadworthy.worker.index;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.step.Environment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the step on a directory, and reads what it stored. */
public final class Indexing {

    /** What the step gave. */
    public record Indexed(ArtifactRef manifestRef, DatasetManifest manifest, DatasetReport report) {

        /** Frames by defect: {@code defect → frame, …}, only those found. */
        Map<String, List<String>> defects() {
            Map<String, List<String>> found = new TreeMap<>();
            for (Finding finding : report.findings()) {
                if (finding.count() > 0
                        && !finding.name().equals("nearDuplicate")
                        && !finding.name().equals("leak")) {
                    found.put(
                            finding.name(),
                            finding.examples().stream()
                                    .map(e -> e.substring(0, e.indexOf(": ")))
                                    .toList());
                }
            }
            return found;
        }

        /** The example of a finding that names this frame. */
        String example(String frame) {
            return report.findings().stream()
                    .flatMap(finding -> finding.examples().stream())
                    .filter(example -> example.startsWith(frame + ": "))
                    .findFirst()
                    .orElseThrow();
        }

        /** Values of a query over the table {@code index}, each row as text. */
        List<String> rows(String query) throws SQLException {
            Path file = Path.of(URI.create(manifest.index().uri()));
            List<String> rows = new ArrayList<>();
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    var result = statement.executeQuery(query.replace("index", "read_parquet('" + file + "')"))) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getObject(i)));
                    }
                    rows.add(String.join(" ", row));
                }
            }
            return rows;
        }
    }

    private final Path work;

    public Indexing(Path work) {
        this.work = work;
    }

    public static IndexRequest rideLogs(Path source) {
        return new IndexRequest(
                IndexRequest.FORMAT,
                new IndexRequest.Source(source.toUri().toString(), IndexRequest.Layout.RideLog, null),
                List.of("road", "sidewalk"),
                Map.of(),
                new IndexRequest.Split(7, 70, 15, 15),
                List.of(new IndexRequest.Slice("night", "sun_elevation < -6"), new IndexRequest.Slice("all", "true")),
                new IndexRequest.Sensors(new IndexRequest.Sensor(90, 20), new IndexRequest.Sensor(1, 500)));
    }

    public static IndexRequest labelledFrames(Path source, Map<String, String> labelValues) {
        return new IndexRequest(
                IndexRequest.FORMAT,
                new IndexRequest.Source(source.toUri().toString(), IndexRequest.Layout.LabelledFrames, null),
                List.of("road", "sidewalk"),
                labelValues,
                new IndexRequest.Split(7, 70, 15, 15),
                List.of(),
                new IndexRequest.Sensors(null, null));
    }

    public Indexed run(IndexRequest request) throws Exception {
        Path file = Files.createTempFile(work, "request", ".json");
        Files.write(file, Documents.write(request));
        Environment environment = new Environment(
                Map.of(Environment.STORE, work.resolve("store").toUri().toString()));
        ArtifactRef ref = new IndexStep(environment, 2).run(file);
        DatasetManifest manifest = Documents.read(bytes(ref), DatasetManifest.class);
        return new Indexed(ref, manifest, Documents.read(bytes(manifest.report()), DatasetReport.class));
    }

    private static byte[] bytes(ArtifactRef ref) throws Exception {
        return Files.readAllBytes(Path.of(URI.create(ref.uri())));
    }
}
