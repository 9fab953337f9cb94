package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a cluster, on a real API server. The test plays the operator. */
@RealApiServer
class ClusterCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Cluster cluster;

    @TempDir
    private Path directory;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whatIsNotThereYetIsWaitedForUntilItIsDone() throws Exception {
        Path manifest = Files.writeString(directory.resolve("a.yaml"), dataset("a", 7));
        CompletableFuture<Integer> code = start("wait", "--filename", manifest.toString());
        await().atMost(PATIENCE).until(() -> text(out).contains("Missing"));

        apply(dataset("a", 6));
        says("a", "Ready", "True", "Indexed", "of the seed before");
        await().atMost(PATIENCE).until(() -> text(out).contains("NotApplied: spec.split.seed"));
        apply(dataset("a", 7));
        await().atMost(PATIENCE).until(() -> text(out).contains("Unseen"));
        says("a", "Ready", "False", "Indexing", "it is read");
        says("a", "Ready", "True", "Indexed", "36 frames");

        assertThat(code.get(30, TimeUnit.SECONDS)).as(text(err)).isZero();
        assertThat(text(out)).endsWith("Dataset/a  Healthy  Indexed: 36 frames\n");
    }

    @Test
    void whatFailedIsTheEnd() throws Exception {
        apply(dataset("b", 7));
        says("b", "Stalled", "True", "SourceEmpty", "there is no recording");

        assertThat(start("wait", "dataset/b", "dataset/never").get(30, TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(text(out)).contains("Dataset/b  Degraded  SourceEmpty: there is no recording");
    }

    @Test
    void whatAPersonMustDoIsAnEndOfItsOwn() throws Exception {
        apply(dataset("c", 7));
        says("c", "ActionRequired", "True", "Asked", "look at it");

        assertThat(start("wait", "dataset/c").get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(start("wait", "--through-people", "--timeout", "1s", "dataset/c")
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo(5);
        assertThat(text(err)).contains("not done within PT1S", "Dataset/c  Suspended  Asked: look at it");
    }

    @Test
    void theTreeOfAnObjectIsShownAndAnUnknownOneIsNot() throws Exception {
        apply(dataset("d", 7));

        assertThat(start("tree", "dataset/d").get(30, TimeUnit.SECONDS)).isZero();
        assertThat(text(out)).isEqualTo("Dataset/d  Progressing  Unseen: the operator has not seen this spec yet\n");
        assertThat(start("tree", "dataset/other").get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(text(err)).contains("[Dataset/other]");
    }

    @Test
    void wrongUsageIsToldWithoutACluster() throws Exception {
        assertThat(start("wait", "pod/a").get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(text(err)).contains("there is no kind 'pod'");
        assertThat(start("wait", "--timeout", "soon", "dataset/a").get(30, TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(text(err)).contains("a time is for example 90s");
        assertThat(start("wait").get(30, TimeUnit.SECONDS)).isEqualTo(2);
    }

    private CompletableFuture<Integer> start(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--namespace", cluster.namespace()));
        all.addAll(List.of(arguments));
        // As KUBECONFIG would have it.
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE, cluster.kubeconfig().toString());
        return CompletableFuture.supplyAsync(
                () -> Main.run(
                        all.toArray(String[]::new),
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                // The common pool, which clients work in, may have one thread.
                task -> Thread.ofPlatform().start(task));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static String dataset(String name, int seed) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: %s}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: %d, percent: {train: 70, validation: 15, test: 15}}
                """.formatted(name, seed);
    }

    private void apply(String manifest) {
        cluster.client()
                .resource(Serialization.unmarshal(manifest, GenericKubernetesResource.class))
                .inNamespace(cluster.namespace())
                .fieldManager("a-person")
                .forceConflicts()
                .serverSideApply();
    }

    /** The operator's word on the spec of now. */
    private void says(String name, String type, String status, String reason, String message) {
        var objects = cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", "Dataset")
                .inNamespace(cluster.namespace());
        objects.withName(name).editStatus(object -> {
            object.setAdditionalProperty(
                    "status",
                    Map.of(
                            "observedGeneration",
                            object.getMetadata().getGeneration(),
                            "conditions",
                            List.of(Map.of(
                                    "type", type,
                                    "status", status,
                                    "reason", reason,
                                    "message", message,
                                    "lastTransitionTime", "2026-10-01T12:00:00Z",
                                    "observedGeneration", object.getMetadata().getGeneration()))));
            return object;
        });
    }
}
