package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A change that adds 2,000 manifests, checked against a real API server, beside {@code kubectl apply --dry-run=server} of the
 * same folder.
 */
@RealApiServer
class CheckGitopsBench {

    private static final int MANIFESTS = 2000;
    private static final String FOLDER = "fleet";

    @TempDir
    private Path directory;

    @Test
    void check2000(Cluster cluster) throws Exception {
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE, cluster.kubeconfig().toString());
        try (GitRepository git = new GitRepository(directory)) {
            git.write("README.md", "a fleet\n").commit();
            for (int i = 0; i < MANIFESTS; i++) {
                git.write("%s/dataset-%d.yaml".formatted(FOLDER, i), dataset(i));
            }
        }
        String folder = directory.resolve(FOLDER).toString();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Instant start = Instant.now();
        int code = Main.run(
                new String[] {"check", "--namespace", cluster.namespace(), folder},
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        double ours = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("2000 objects, 0 errors, 0 warnings");

        Path log = directory.resolve("kubectl.log");
        start = Instant.now();
        int reference = new ProcessBuilder(
                        Path.of(System.getenv("ROADWORTHY_TOOLS"), "kubectl").toString(),
                        "--kubeconfig=" + cluster.kubeconfig(),
                        "--namespace=" + cluster.namespace(),
                        "apply",
                        "--dry-run=server",
                        "--filename=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        double theirs = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        assertThat(log).content().contains("dataset-1999 created (server dry run)");
        assertThat(reference).isZero();

        System.out.printf(
                Locale.ROOT, "ratio check-2000 %.2f (ours %.1f s, reference %.1f s)%n", ours / theirs, ours, theirs);
    }

    private static String dataset(int number) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: dataset-%d}
                spec:
                  source: {uri: s3://raw/sidewalk-%d/, layout: RideLog}
                  classes: [road, sidewalk]
                  split: {seed: %d, percent: {train: 70, validation: 15, test: 15}}
                """.formatted(number, number, number);
    }
}
