package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
    void aReleaseIsWatchedThroughItsWavesToItsEnd() throws Exception {
        apply(evaluation());
        facts("Evaluation", "e", "Ready", "True", "Evaluated", "it passed", """
                verdict: Passed
                worstGate: meanIoU is 0.7000, limit min 0.5
                """);
        CompletableFuture<Integer> code = start("watch", "edgerelease/r");
        await().atMost(PATIENCE).until(() -> text(out).contains("EdgeRelease/r  Progressing  Missing"));

        apply(release());
        await().atMost(PATIENCE).until(() -> text(out).contains("Unseen"));
        facts("EdgeRelease", "r", "ActionRequired", "True", "ApprovalPending", "merge it", "candidate: sha256:01");
        await().atMost(PATIENCE).until(() -> text(out).contains("Suspended  ApprovalPending: merge it"));
        facts("EdgeRelease", "r", "Ready", "False", "RollingOut", "wave all", wave("Rolling", 0));
        await().atMost(PATIENCE).until(() -> text(out).contains("0 running"));
        facts("EdgeRelease", "r", "Ready", "False", "RollingOut", "wave all", wave("Rolling", 3));
        await().atMost(PATIENCE).until(() -> text(out).contains("3 running"));
        facts("EdgeRelease", "r", "Ready", "True", "RolledOut", "all run it", wave("RolledOut", 4));

        assertThat(code.get(30, TimeUnit.SECONDS)).as(text(err)).isZero();
        assertThat(text(out)).doesNotContain("\u001b").endsWith("""
                EdgeRelease/r  Progressing  RollingOut: wave all  [all: 4 offered, 3 installed, 3 running, 0 failed of 4]
                EdgeRelease/r  Healthy  RolledOut: all run it  [all: 4 offered, 4 installed, 4 running, 0 failed of 4]
                """);
    }

    @Test
    void aConnectionThatIsLostIsMadeAgainAndWhatChangedMeanwhileIsSeen() throws Exception {
        apply(dataset("l", 7));
        says("l", "Ready", "False", "Indexing", "before");
        try (Relay relay = new Relay(cluster.client().getMasterUrl().toURI())) {
            Path through = kubeconfig(relay.address());
            CompletableFuture<Integer> code = start(through, "watch", "dataset/l");
            await().atMost(PATIENCE).until(() -> text(out).contains("before"));

            assertThat(relay.cut()).isPositive();
            says("l", "Ready", "False", "Indexing", "meanwhile");
            relay.mend();
            await().atMost(PATIENCE).until(() -> text(out).contains("meanwhile"));
            says("l", "Ready", "True", "Indexed", "after");

            assertThat(code.get(30, TimeUnit.SECONDS)).as(text(err)).isZero();
        }
    }

    @Test
    void whatIsDeletedIsWatchedNoMore() throws Exception {
        apply(dataset("m", 7));
        CompletableFuture<Integer> code = start("watch", "dataset/m");
        await().atMost(PATIENCE).until(() -> text(out).contains("Unseen"));

        cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", "Dataset")
                .inNamespace(cluster.namespace())
                .withName("m")
                .delete();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(text(err)).isEqualTo("Dataset/m was deleted\n");
    }

    @Test
    void twoResultsAreComparedAndOneWithWhatItWasMadeOf() throws Exception {
        apply(run("x", 7));
        apply(run("y", 8));
        apply(dataset("n", 7));
        for (String name : List.of("x", "y")) {
            facts("TrainingRun", name, "Ready", "True", "Trained", "it is trained", """
                    dataset: {name: n, digest: sha256:01, classes: [road], manifest: {uri: s3://x, digest: sha256:02, bytes: 1}}
                    model: {uri: s3://x, digest: sha256:03, manifestBytes: 1, bytes: 1, opset: 13}
                    lineage: {dataset: sha256:01, image: sha256:%s, parameters: sha256:04}
                    """.formatted("0".repeat(64)));
        }
        facts("Dataset", "n", "Ready", "True", "Indexed", "36 frames", "digest: sha256:01");

        assertThat(start("diff", "trainingrun/x", "trainingrun/y").get(30, TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(text(out)).contains(">  input spec.seed  7  8").doesNotContain("model");
        assertThat(start("diff", "trainingrun/x").get(30, TimeUnit.SECONDS)).isZero();
        facts("Dataset", "n", "Ready", "True", "Indexed", "37 frames", "digest: sha256:09");
        out.reset();
        assertThat(start("diff", "--output", "json", "trainingrun/x").get(30, TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(text(out)).contains("\"left\" : \"sha256:01\"", "\"right\" : \"sha256:09\"");
    }

    @Test
    void whatCannotBeComparedSaysWhy() throws Exception {
        apply(run("z", 7));

        assertThat(start("diff", "trainingrun/z").get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(text(err)).contains("TrainingRun/z has no result yet");
        assertThat(start("diff", "trainingrun/z", "trainingrun/gone").get(30, TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(text(err)).contains("[TrainingRun/gone]");
        assertThat(start("diff", "trainingrun/z", "dataset/d").get(30, TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(text(err)).contains("are of two kinds");
    }

    @Test
    void aClusterThatIsNotThereIsNamed() throws Exception {
        Path nowhere = kubeconfig("https://127.0.0.1:1");

        for (String command : List.of("tree", "wait", "watch", "diff", "verify")) {
            assertThat(start(nowhere, command, "dataset/a").get(60, TimeUnit.SECONDS))
                    .as(command)
                    .isEqualTo(75);
        }
        assertThat(text(err)).contains("the API server does not answer").doesNotContain("Exception");
    }

    @Test
    void wrongUsageIsToldWithoutACluster() throws Exception {
        assertThat(start("wait", "pod/a").get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(text(err)).contains("there is no kind 'pod'");
        assertThat(start("wait", "--timeout", "soon", "dataset/a").get(30, TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(text(err)).contains("a time is for example 90s");
        assertThat(start("wait").get(30, TimeUnit.SECONDS)).isEqualTo(2);
        Path manifest = Files.writeString(
                directory.resolve("a.yaml"), dataset("a", 7).replace("kind: Dataset", "kind: DataSet"));
        assertThat(start("wait", "--filename", manifest.toString()).get(30, TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(text(err)).contains(manifest + ":2: there is no kind 'DataSet'");
    }

    /** That of the cluster, with another address. */
    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                Files.readString(cluster.kubeconfig()).replaceAll("https://127[.0-9:]+", server));
    }

    private CompletableFuture<Integer> start(String command, String... arguments) {
        return start(cluster.kubeconfig(), command, arguments);
    }

    private CompletableFuture<Integer> start(Path kubeconfig, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--namespace", cluster.namespace()));
        all.addAll(List.of(arguments));
        // As KUBECONFIG would have it.
        System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
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

    private static String run(String name, int seed) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: %s}
                spec: {datasetRef: {name: n}, image: 'trainer@sha256:%s', seed: %d}
                """.formatted(name, "0".repeat(64), seed);
    }

    private static String evaluation() {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: e}
                spec: {modelRef: {name: m}, datasetRef: {name: d}, gates: [{metric: meanIoU, min: "0.5"}]}
                """;
    }

    private static String release() {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: r}
                spec:
                  modelRef: {name: m}
                  evaluationRefs: [{name: e}]
                  line: sidewalk-detector
                  version: 1.0.0
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17"}
                  rollout: {waves: [{name: all, percent: 100}]}
                """;
    }

    private static String wave(String stage, int running) {
        return """
                candidate: sha256:01
                rollout:
                  stage: %s
                  wave: all
                  waves: [{name: all, targeted: 4, offered: 4, installed: %2$d, verified: %2$d, failed: 0, unreachable: 0}]
                """.formatted(stage, running);
    }

    private void says(String name, String type, String status, String reason, String message) {
        facts("Dataset", name, type, status, reason, message, "{}");
    }

    /** The operator's word on the spec of now. */
    private void facts(
            String kind, String name, String type, String status, String reason, String message, String facts) {
        var objects = cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", kind)
                .inNamespace(cluster.namespace());
        objects.withName(name).editStatus(object -> {
            Map<String, Object> said = new HashMap<>();
            Map<?, ?> read = Serialization.unmarshal(facts, Map.class);
            read.forEach((field, value) -> said.put(String.valueOf(field), value));
            said.put("observedGeneration", object.getMetadata().getGeneration());
            said.put(
                    "conditions",
                    List.of(Map.of(
                            "type", type,
                            "status", status,
                            "reason", reason,
                            "message", message,
                            "lastTransitionTime", "2026-10-01T12:00:00Z",
                            "observedGeneration", object.getMetadata().getGeneration())));
            object.setAdditionalProperty("status", said);
            return object;
        });
    }
}
