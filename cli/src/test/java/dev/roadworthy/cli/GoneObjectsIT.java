package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.Ending;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lineage is complete after all five objects are deleted and the operator is another one: what the reconcilers told the
 * ledger on a real API server answers as before. The test plays the kubelet.
 */
@RealApiServer
class GoneObjectsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DatasetManifest.Finding NONE = new DatasetManifest.Finding("none", 0, 40, List.of());
    private static final List<Class<? extends HasMetadata>> ALL = List.of(
            EdgeRelease.class,
            Evaluation.class,
            TrainingRun.class,
            AnnotationJob.class,
            Dataset.class,
            Job.class,
            Pod.class);

    private Cluster cluster;
    private PodActor pods;
    private FolderStore store;
    private LocalOperator operator;

    @TempDir
    private Path directory;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        pods = new PodActor(cluster);
        pods.offerNode("played", Map.of());
        store = new FolderStore(directory.resolve("store"));
        operator = LocalOperator.start(cluster, store);
    }

    @AfterEach
    void stop() {
        operator.close();
        deleteAll();
    }

    @Test
    void upAndDownAnswerAsBeforeOnceAllFiveObjectsAreGoneAndTheOperatorIsAnotherOne() {
        index();
        annotate();
        train();
        evaluate();
        String bundle = release();
        Map<String, String> before = answers("before", bundle);

        operator.close();
        deleteAll();
        operator = LocalOperator.start(cluster, store);
        // It is past its start once it has seen to an object.
        apply(dataset("other", "extends: [{name: nowhere}]"));
        await("the other operator")
                .atMost(PATIENCE)
                .until(() -> current(Dataset.class, "other").getStatus() != null);

        assertThat(answers("after", bundle)).isEqualTo(before);
        assertThat(before.get("up " + bundle))
                .contains(
                        declaredBy("EdgeRelease", "sidewalk-1"),
                        declaredBy("Evaluation", "sidewalk-a-test"),
                        declaredBy("TrainingRun", "sidewalk-a"),
                        declaredBy("Dataset", "sidewalk"),
                        "\"r1\"",
                        "PASSED");
        assertThat(before.get("down ride:r1"))
                .contains(
                        declaredBy("EdgeRelease", "sidewalk-1"),
                        declaredBy("Evaluation", "sidewalk-a-test"),
                        declaredBy("TrainingRun", "sidewalk-a"),
                        declaredBy("AnnotationJob", "night"),
                        new Digest(bundle).hex());
    }

    private static String declaredBy(String kind, String name) {
        return "\"kind\":\"%s\",\"name\":\"%s\"".formatted(kind, name);
    }

    private void index() {
        apply(dataset("sidewalk", ""));
        ArtifactRef report = store.put(new DatasetReport(
                DatasetReport.FORMAT,
                List.of(),
                List.of(),
                List.of(),
                List.of(new DatasetReport.RideReport("r1", null, null, "train", 40, 40, Map.of()))));
        Pod pod = pods.awaitPod(job(Dataset.class, "sidewalk", "index"));
        pods.run(pod);
        pods.end(
                pod,
                0,
                succeeded(new DatasetManifest(
                        DatasetManifest.FORMAT,
                        Documents.digest(Map.of("rows", 40)),
                        store.put(Map.of("an", "index")),
                        report,
                        List.of("road"),
                        List.of(),
                        40,
                        30,
                        1000,
                        3,
                        List.of(
                                new DatasetManifest.SplitCount("train", 20, 1),
                                new DatasetManifest.SplitCount("validation", 10, 1),
                                new DatasetManifest.SplitCount("test", 10, 1)),
                        Map.of(),
                        List.of(),
                        NONE,
                        NONE)));
        awaitReady(Dataset.class, "sidewalk");
    }

    private void annotate() {
        apply("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: AnnotationJob
                metadata: {name: night}
                spec: {datasetRef: {name: sidewalk}, tool: {files: {uri: "s3://labels/night/"}}}
                """);
        end(
                job(AnnotationJob.class, "night", "select"),
                new SelectResult(SelectResult.FORMAT, store.put(Map.of("a", "sheet")), 40, 0, 40));
        end(
                job(AnnotationJob.class, "night", "collect"),
                new CollectResult(
                        CollectResult.FORMAT,
                        40,
                        0,
                        List.of(),
                        NONE,
                        List.of(),
                        store.put(Map.of("all", "labels")),
                        40,
                        null));
        awaitReady(AnnotationJob.class, "night");
    }

    private void train() {
        apply("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a}
                spec:
                  datasetRef: {name: sidewalk}
                  image: registry.example.org/trainer@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """);
        Pod pod = pods.awaitPod(job(TrainingRun.class, "sidewalk-a", "train"));
        pods.end(pod, "stage-in", Ending.of(0, ""));
        pods.run(pod, "trainer");
        pods.end(pod, "trainer", Ending.of(0, ""));
        ArtifactRef network = store.put(Map.of("a", "network"));
        pods.end(
                pod,
                "publish",
                Ending.of(
                        0,
                        succeeded(new ModelManifest(
                                ModelManifest.FORMAT,
                                List.of(new ModelManifest.File(ModelManifest.MODEL, network)),
                                13,
                                new ModelManifest.Input("image", 160, 120),
                                new ModelManifest.Output("logits", List.of("background", "road")),
                                network.bytes()))));
        awaitReady(TrainingRun.class, "sidewalk-a");
    }

    private void evaluate() {
        apply("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test}
                spec: {modelRef: {name: sidewalk-a}, datasetRef: {name: sidewalk}, gates: [{metric: meanIoU, min: "0.60", minSamples: 10}]}
                """);
        MetricReport report = new MetricReport(
                MetricReport.FORMAT,
                List.of(new MetricReport.Metric("meanIoU", null, null, 0.7, 0.65, 0.75, 100, 9, null)),
                store.put(Map.of("a", "page")));
        pods.end(
                pods.awaitPod(job(Evaluation.class, "sidewalk-a-test", "evaluate")),
                "evaluate",
                Ending.of(
                        0,
                        succeeded(new EvaluateResult(
                                EvaluateResult.FORMAT,
                                store.put(report),
                                store.put(new MetricReport.Timing(20, 30, 40, 500))))));
        awaitReady(Evaluation.class, "sidewalk-a-test");
    }

    /** The digest of its bundle. */
    private String release() {
        String manifest = """
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: sidewalk-1}
                spec:
                  modelRef: {name: sidewalk-a}
                  evaluationRefs: [{name: sidewalk-a-test}]
                  line: sidewalk-detector
                  version: 1.0.0
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17"}
                """;
        apply(manifest);
        String candidate = await("a candidate").atMost(PATIENCE).until(this::candidate, found -> !found.isEmpty());
        apply(manifest + "  approval: {digest: '%s'}%n".formatted(candidate));
        ArtifactRef bundle = store.put(Map.of("a", "bundle"));
        String job = job(EdgeRelease.class, "sidewalk-1", "pack");
        // It packs what was signed, which the status says before there is a Job.
        String payload =
                current(EdgeRelease.class, "sidewalk-1").getStatus().signature().payload();
        end(job, new BundleManifest(BundleManifest.FORMAT, bundle, new Digest(payload)));
        awaitReady(EdgeRelease.class, "sidewalk-1");
        return bundle.digest().value();
    }

    /** What is to be approved; nothing as long as that is not known. */
    private String candidate() {
        EdgeReleaseStatus status = current(EdgeRelease.class, "sidewalk-1").getStatus();
        return status == null || status.candidate() == null ? "" : status.candidate();
    }

    private static String dataset(String name, String line) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: %s}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                  classes: [road]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """.formatted(name) + line.indent(2);
    }

    /** By question. */
    private Map<String, String> answers(String index, String bundle) {
        Map<String, String> answers = new TreeMap<>();
        for (String direction : List.of("up", "down")) {
            for (String what : List.of(
                    bundle,
                    "sidewalk-detector@1.0.0",
                    "TrainingRun/%s/sidewalk-a".formatted(cluster.namespace()),
                    "Dataset/%s/sidewalk".formatted(cluster.namespace()))) {
                answers.put("%s %s".formatted(direction, what), ask(index, direction, what));
            }
        }
        for (String what : List.of("ride:r1", "s3://raw/sidewalk/")) {
            answers.put("down " + what, ask(index, "down", what));
        }
        return answers;
    }

    /** By an index of its own, made from the store. */
    private String ask(String index, String direction, String what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new String[] {
                    "lineage",
                    direction,
                    what,
                    "--output",
                    "json",
                    "--store",
                    store.root().toUri().toString(),
                    "--index",
                    directory.resolve(index).toString()
                },
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void end(String job, Object document) {
        Pod pod = pods.awaitPod(job);
        pods.run(pod);
        pods.end(pod, 0, succeeded(document));
    }

    private String succeeded(Object document) {
        return new String(Documents.write(new StepResult.Succeeded(store.put(document))), StandardCharsets.UTF_8);
    }

    private void apply(String manifest) {
        GenericKubernetesResource object = Serialization.unmarshal(manifest, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(object).fieldManager("argocd").serverSideApply();
    }

    private <T extends CustomResource<?, ?>> T current(Class<T> kind, String name) {
        return cluster.client()
                .resources(kind)
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }

    /** The Job of this step, by its name. */
    private String job(Class<? extends CustomResource<?, ?>> kind, String name, String step) {
        return await("the Job %s of %s %s".formatted(step, kind.getSimpleName(), name))
                .atMost(PATIENCE)
                .until(
                        () ->
                                cluster
                                        .client()
                                        .batch()
                                        .v1()
                                        .jobs()
                                        .inNamespace(cluster.namespace())
                                        .list()
                                        .getItems()
                                        .stream()
                                        .map(job -> job.getMetadata().getName())
                                        .filter(job -> job.startsWith("%s-%s-".formatted(name, step)))
                                        .findFirst()
                                        .orElse(""),
                        job -> !job.isEmpty());
    }

    private void awaitReady(Class<? extends CustomResource<?, ? extends RoadworthyStatus>> kind, String name) {
        await("%s %s".formatted(kind.getSimpleName(), name)).atMost(PATIENCE).until(() -> {
            RoadworthyStatus status = current(kind, name).getStatus();
            return status != null
                    && status.conditions() != null
                    && status.conditions().stream()
                            .anyMatch(condition -> condition.type().equals("Ready")
                                    && condition.status().name().equals("True"));
        });
    }

    private void deleteAll() {
        for (Class<? extends HasMetadata> kind : ALL) {
            var all = cluster.client().resources(kind).inNamespace(cluster.namespace());
            all.withGracePeriod(0).delete();
            await("no %s".formatted(kind.getSimpleName()))
                    .atMost(PATIENCE)
                    .until(() -> all.list().getItems().isEmpty());
        }
    }
}
