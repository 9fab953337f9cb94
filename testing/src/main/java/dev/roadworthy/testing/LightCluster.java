package dev.roadworthy.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A control plane that lives as long as this object, or as this JVM however it ends. */
final class LightCluster implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final Path dir;
    private final Path kubeconfig;
    private final KubernetesClient client;

    private LightCluster(Process process, Path dir, Path kubeconfig, KubernetesClient client) {
        this.process = process;
        this.dir = dir;
        this.kubeconfig = kubeconfig;
        this.client = client;
    }

    static LightCluster start() {
        try {
            Path dir = Files.createTempDirectory("roadworthy-cluster");
            ProcessBuilder builder =
                    new ProcessBuilder(Repository.path("sandbox/cluster").toString(), "light");
            builder.environment().put("CLUSTER_DIR", dir.toString());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            // Its standard input is our pipe: it ends when the pipe does, also when this JVM is killed.
            Process process = builder.start();
            Path kubeconfig = Path.of(awaitReady(process));
            KubernetesClient client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                    .build();
            installCrds(client);
            return new LightCluster(process, dir, kubeconfig, client);
        } catch (IOException e) {
            throw new UncheckedIOException("sandbox/cluster light does not start", e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    private static String awaitReady(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IOException("sandbox/cluster light ended before it was ready; its words stand above");
    }

    private static void installCrds(KubernetesClient client) throws IOException {
        try (Stream<Path> files = Files.list(Repository.path("charts/roadworthy/files/crds"))) {
            List<Path> crds = files.sorted().toList();
            for (Path crd : crds) {
                var applied = client.apiextensions().v1().customResourceDefinitions();
                var definition = applied.load(Files.newInputStream(crd)).serverSideApply();
                applied.withName(definition.getMetadata().getName())
                        .waitUntilCondition(
                                now -> now != null
                                        && now.getStatus() != null
                                        // It has names first, and conditions a moment later.
                                        && now.getStatus().getConditions() != null
                                        && now.getStatus().getConditions().stream()
                                                .anyMatch(c -> c.getType().equals("Established")
                                                        && c.getStatus().equals("True")),
                                30,
                                TimeUnit.SECONDS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.getOutputStream().close();
        process.onExit().join();
        Files.deleteIfExists(dir);
    }
}
