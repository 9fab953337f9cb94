package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph as JSON, canonical (RFC 8785), so that two answers can be compared.
 *
 * @param asked as it was asked
 * @param direction {@code UP} or {@code DOWN}
 * @param starts digests of the statements that it means
 * @param made all that is reached
 */
record GraphJson(String asked, String direction, List<String> starts, List<Making> made) {

    /**
     * A making.
     *
     * @param statement digest of the statement
     * @param invocation which run
     * @param used what it was made of, and the statements that have made that
     * @param rides of a dataset; null for anything else
     * @param labellers of a label set; null for anything else
     * @param verdicts on a model
     * @param vehicles that have run a bundle; null where no bridge was asked
     */
    record Making(
            String statement,
            List<Subject> subjects,
            Provenance.ExternalParameters parameters,
            String invocation,
            List<Use> used,
            @Nullable List<String> rides,
            @Nullable List<String> labellers,
            List<TestResult> verdicts,
            @Nullable List<BundleVehicles.Vehicle> vehicles) {}

    /** Something that was used. */
    record Use(Resource resource, List<String> makers) {}

    static String of(Graph graph) {
        Map<String, List<String>> makers = graph.makers();
        GraphJson json = new GraphJson(
                graph.asked(),
                graph.direction().name(),
                graph.starts(),
                graph.made().values().stream()
                        .map(making -> making(graph, making, makers))
                        .toList());
        return new String(Documents.write(json), StandardCharsets.UTF_8);
    }

    private static Making making(Graph graph, Entry.Made making, Map<String, List<String>> makers) {
        String statement = making.digest().value();
        return new Making(
                statement,
                making.subjects(),
                making.parameters(),
                making.provenance().runDetails().metadata().invocationId(),
                making.used().stream()
                        .map(resource -> new Use(resource, makers.getOrDefault(Names.of(resource), List.of())))
                        .toList(),
                graph.rides().get(statement),
                graph.labellers().get(statement),
                graph.verdicts().getOrDefault(making.main().sha256().value(), List.of()).stream()
                        .map(Entry.Judged::result)
                        .toList(),
                graph.vehicles().get(making.main().sha256().value()));
    }
}
