package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is shipped, on a real API server: what operations see of it, as docs/operations.md says. */
@RealApiServer
class OperatorIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DANGLING = "DatasetDangling";

    @TempDir
    private Path directory;

    private Cluster cluster;
    private OperatorProcess operator;

    @BeforeEach
    void start(Cluster cluster) throws IOException {
        this.cluster = cluster;
        operator = OperatorProcess.start(
                cluster,
                "operator-0",
                directory,
                Map.of("ROADWORTHY_GIT_WEBHOOK_PORT", Integer.toString(Loopback.freePort())));
        apply();
        awaitReconciliation();
        assertThat(events()).hasSize(1);
    }

    @AfterEach
    void stop() {
        operator.close();
        cluster.client()
                .resources(Dataset.class)
                .inNamespace(cluster.namespace())
                .delete();
        cluster.client().leases().inNamespace(cluster.namespace()).delete();
        cluster.client().events().v1().events().inNamespace(cluster.namespace()).delete();
    }

    @Test
    void aTransitionIsToldInAnEventALineAndACounterOnceAlsoAcrossARestart() throws Exception {
        Event event = events().getFirst();
        assertThat(event.getType()).isEqualTo("Normal");
        assertThat(event.getNote()).contains("nowhere");
        JsonNode line = line(operator);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("message").asText()).contains(event.getNote());
        assertThat(line.at("/mdc/resource.kind").asText()).isEqualTo("Dataset");
        assertThat(line.at("/mdc/resource.namespace").asText()).isEqualTo(cluster.namespace());
        assertThat(line.at("/mdc/resource.name").asText()).isEqualTo("extension");
        assertThat(line.at("/mdc/resource.generation").asText()).isEqualTo("1");
        assertThat(line.at("/mdc/outcome").asText()).isEqualTo("Wait");
        String counter =
                "roadworthy_transitions_total{kind=\"Dataset\",reason=\"DatasetDangling\",status=\"False\",type=\"Ready\"}";
        assertThat(operator.get("/q/metrics")).contains(counter + " 1.0");

        operator.close();
        operator = OperatorProcess.start(cluster, "operator-1", directory);
        awaitReconciliation();

        assertThat(operator.get("/q/metrics")).doesNotContain(counter);
        assertThat(events())
                .extracting(e -> e.getMetadata().getUid())
                .containsExactly(event.getMetadata().getUid());
    }

    @Test
    void aStandbyIsReadyAndCountsTheSameObjects() throws Exception {
        try (OperatorProcess standby = OperatorProcess.start(cluster, "standby", directory)) {
            for (OperatorProcess process : List.of(operator, standby)) {
                assertThat(process.get("/q/health/ready")).contains("\"status\": \"UP\"");
                assertThat(process.get("/q/health/live")).contains("\"status\": \"UP\"");
                assertThat(process.get("/q/metrics"))
                        .contains(
                                "roadworthy_objects{kind=\"Dataset\",ready=\"False\",reason=\"DatasetDangling\",stalled=\"false\"} 1.0");
            }
            assertThat(standby.get("/q/metrics")).doesNotContain("reconciliations_success_total{controller_name");
        }
    }

    @Test
    void anOperatorThatHasLostItsLeaseEnds() {
        cluster.client()
                .leases()
                .inNamespace(cluster.namespace())
                .withName("roadworthy-operator")
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("another")
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5))
                        .endSpec()
                        .build());

        await().atMost(PATIENCE).until(operator::hasEnded);
    }

    @Test
    void everyMetricOfThePageIsThereAndEveryOneOfOursOnThePage() throws Exception {
        String page = Files.readString(Repository.path("docs/operations.md"));
        Set<String> told = Pattern.compile("^\\| `([a-z_]+)", Pattern.MULTILINE)
                .matcher(page.substring(page.indexOf("## Metrics"), page.indexOf("## Alerts")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());

        Set<String> there = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE)
                .matcher(operator.get("/q/metrics"))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // It is there from the first failure on.
        there.add(MicrometerMetricsV2.RECONCILIATIONS_FAILED.replace('.', '_'));

        assertThat(told).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(there)
                .anyMatch(found -> found.startsWith(name)));
        assertThat(there.stream().filter(name -> name.startsWith("roadworthy_")))
                .isSubsetOf(told);
    }

    /** Its counter comes after all else that a reconciliation tells. */
    private void awaitReconciliation() {
        await().atMost(PATIENCE).until(() -> operator.get("/q/metrics")
                .contains("reconciliations_success_total{controller_name=\"dataset\""));
    }

    private void apply() {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: extension}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  extends: [{name: nowhere}]
                  classes: [road, sidewalk]
                  split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
                """, Dataset.class);
        dataset.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(dataset).fieldManager("argocd").serverSideApply();
    }

    private List<Event> events() {
        return cluster.client().events().v1().events().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> DANGLING.equals(event.getReason()))
                .toList();
    }

    /** The line of the log that tells of the transition; every line is JSON. */
    private static JsonNode line(OperatorProcess operator) throws IOException {
        JsonMapper json = new JsonMapper();
        try (Stream<String> lines = Files.lines(operator.log())) {
            List<JsonNode> told = lines.map(line -> read(json, line))
                    .filter(line -> line.at("/mdc/reason").asText().equals(DANGLING))
                    .toList();
            assertThat(told).hasSize(1);
            return told.getFirst();
        }
    }

    private static JsonNode read(JsonMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
