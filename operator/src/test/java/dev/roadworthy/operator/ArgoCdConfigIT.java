package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health that the chart has for Argo CD, brought beside Argo CD's own configuration by the command of docs/gitops.md. */
@RealApiServer
class ArgoCdConfigIT {

    private static final String THEIRS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: argocd-cm, labels: {app.kubernetes.io/part-of: argocd}}
            data: {application.resourceTrackingMethod: %s}
            """;
    private static final String HEALTH = "resource.customizations.health.roadworthy.dev_";

    @TempDir
    private Path directory;

    private Cluster cluster;

    @BeforeEach
    void choose(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whatIsTheirsStaysAndTheirNextVersionKeepsWhatIsOurs() throws Exception {
        kubectl("apply", "--filename", theirs("annotation"));

        kubectl(
                "patch",
                "configmap",
                "argocd-cm",
                "--type",
                "merge",
                "--patch-file",
                Repository.path("charts/roadworthy/files/argocd/argocd-cm.yaml").toString());
        assertThatBothAreThere("annotation");

        kubectl("apply", "--filename", theirs("label"));
        assertThatBothAreThere("label");
        kubectl("apply", "--server-side", "--force-conflicts", "--filename", theirs("annotation+label"));
        assertThatBothAreThere("annotation+label");
    }

    private void assertThatBothAreThere(String tracking) {
        var config = cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName("argocd-cm")
                .get();
        assertThat(config.getMetadata().getLabels()).isEqualTo(Map.of("app.kubernetes.io/part-of", "argocd"));
        assertThat(config.getData())
                .containsEntry("application.resourceTrackingMethod", tracking)
                .containsOnlyKeys(
                        "application.resourceTrackingMethod",
                        HEALTH + "AnnotationJob",
                        HEALTH + "Dataset",
                        HEALTH + "EdgeRelease",
                        HEALTH + "Evaluation",
                        HEALTH + "TrainingRun");
    }

    private String theirs(String tracking) throws IOException {
        return Files.writeString(directory.resolve("theirs.yaml"), THEIRS.formatted(tracking))
                .toString();
    }

    /** As a person runs it: it lies with the cluster that it is for. */
    private void kubectl(String... arguments) throws IOException, InterruptedException {
        Path binary = cluster.kubeconfig().resolveSibling("../bin/kubectl").normalize();
        List<String> command = Stream.concat(
                        Stream.of(
                                binary.toString(),
                                "--kubeconfig",
                                cluster.kubeconfig().toString(),
                                "--namespace",
                                cluster.namespace()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
