package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.FakeCollector;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.S3Server;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is shipped, set up by the chart's variables, and a collector that comes later. */
@RealApiServer
class OpenLineageOperatorIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "a-token-that-nobody-may-read";

    @TempDir
    private Path directory;

    @Test
    void runsAreToldToACollectorThatComesLaterAndNothingWaitsForIt(Cluster cluster) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), SECRET);
        try (FakeCollector collector = new FakeCollector(Loopback.freePort());
                OperatorProcess operator =
                        OperatorProcess.start(cluster, "operator-0", directory, variables(collector, token))) {
            apply(cluster, 7);
            String first = awaitJob(cluster, "");

            await().atMost(PATIENCE)
                    .until(() -> Files.readString(operator.log()).contains("events of runs wait"));
            apply(cluster, 8);
            awaitJob(cluster, first);
            collector.start();
            await().atMost(PATIENCE).until(() -> collector.taken().size() == 3);

            assertThat(collector.taken()).containsExactly("START index", "ABORT index", "START index");
            assertThat(collector.bodies())
                    .extracting(event -> event.at("/job/namespace").asText())
                    .containsOnly("edge/" + cluster.namespace());
            assertThat(collector.requests()).containsOnly("POST /api/v1/lineage Bearer " + SECRET);
            assertThat(Files.readString(operator.log())).doesNotContain(SECRET);
        } finally {
            cluster.client()
                    .resources(Dataset.class)
                    .inNamespace(cluster.namespace())
                    .delete();
            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(cluster.namespace())
                    .delete();
            cluster.client().leases().inNamespace(cluster.namespace()).delete();
        }
    }

    private static Map<String, String> variables(FakeCollector collector, Path token) {
        Map<String, String> variables = new HashMap<>();
        variables.put("ROADWORTHY_STORE_URI", "s3://%s/root".formatted(SERVER.bucket()));
        variables.put("ROADWORTHY_STORE_REGION", "us-east-1");
        variables.put("ROADWORTHY_STORE_ENDPOINT", SERVER.endpoint());
        variables.put("AWS_ACCESS_KEY_ID", SERVER.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", SERVER.secretAccessKey());
        variables.put("ROADWORTHY_OPEN_LINEAGE_URL", collector.url().toString());
        variables.put("ROADWORTHY_OPEN_LINEAGE_CLUSTER", "edge");
        variables.put("ROADWORTHY_OPEN_LINEAGE_TOKEN_FILE", token.toString());
        return variables;
    }

    private static void apply(Cluster cluster, int seed) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: told}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: %d, percent: {train: 70, validation: 15, test: 15}}
                """.formatted(seed), Dataset.class);
        dataset.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(dataset).fieldManager("argocd").serverSideApply();
    }

    /** The Job that the status names, another than this. */
    private static String awaitJob(Cluster cluster, String before) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Dataset dataset = cluster.client()
                                    .resources(Dataset.class)
                                    .inNamespace(cluster.namespace())
                                    .withName("told")
                                    .get();
                            return dataset.getStatus() == null
                                            || dataset.getStatus().job() == null
                                    ? before
                                    : dataset.getStatus().job();
                        },
                        job -> !job.equals(before));
    }
}
