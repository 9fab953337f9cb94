package dev.roadworthy.killsweep;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.Loopback;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * An operator as it is shipped, with a namespace of its own, whose writes all pass a gate. Whenever it is killed it is
 * started again, as a kubelet does it with the container of a pod: with the same name.
 */
final class OperatorProcess implements AutoCloseable {

    // A counter that is there from its first increment on.
    private static final String RECONCILED = "reconciliations_success_total{controller_name=\"edgerelease\"";

    private final WriteGate gate = new WriteGate(this::killAndStart);
    private final Cluster cluster;
    private final List<Proxy> proxies;
    private final Application application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    /**
     * Starts it, and waits until it is ready.
     *
     * @param name of the operator, its namespace and its files
     */
    OperatorProcess(String name, Path directory, Cluster admin, Outside outside, ReleaseKey key, Approvers approvers)
            throws Exception {
        ArtifactRoot artifacts = outside.artifacts();
        Road road = outside.road();
        cluster = new Cluster(admin.client(), "kill-" + name, admin.kubeconfig());
        admin.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(cluster.namespace())
                        .endMetadata()
                        .build())
                .create();
        Config config = admin.client().getConfiguration();
        // The proxy speaks TLS with the cluster's own certificate: only the operator's side can be read.
        SocketFactory tls = SSLUtils.sslContext(config).getSocketFactory();
        SocketFactory plain = SocketFactory.getDefault();
        Proxy kubernetes = new Proxy(Side.KUBERNETES, URI.create(config.getMasterUrl()), tls, gate);
        Proxy store = new Proxy(Side.STORE, URI.create(artifacts.server().endpoint()), plain, gate);
        Proxy bridge = new Proxy(Side.BRIDGE, road.origin(), plain, gate);
        Proxy collector = new Proxy(Side.COLLECTOR, outside.collector().url(), plain, gate);
        int port = Loopback.freePort();
        address = "http://127.0.0.1:%d/q/".formatted(port);
        application = new Application(
                        "operator/target/quarkus-app/quarkus-run.jar", directory.resolve(name + "-operator.log"))
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", port)
                .set("quarkus.log.console.json.enabled", false)
                .set("quarkus.operator-sdk.namespaces", cluster.namespace())
                .set("roadworthy.leader-election.namespace", cluster.namespace())
                .set("roadworthy.steps.worker-image", "localhost/worker:1")
                .set("roadworthy.steps.service-account", "default")
                .set("roadworthy.store.uri", artifacts.uri())
                .set("roadworthy.store.region", "us-east-1")
                .set("roadworthy.store.endpoint", store.address())
                .set("roadworthy.release.key-file", key.privateFile())
                .set("roadworthy.fleet.uri", bridge.address())
                .set("roadworthy.fleet.token-file", road.tokenFile())
                .set("roadworthy.open-lineage.url", collector.address())
                .env("KUBECONFIG", kubeconfig(directory.resolve(name + ".kubeconfig"), kubernetes.address()))
                .env("HOSTNAME", "roadworthy-operator-" + name)
                .env("AWS_ACCESS_KEY_ID", artifacts.server().accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", artifacts.server().secretAccessKey());
        // What a release refers to is written by the test, as the controllers of these kinds would.
        for (String other : List.of("dataset", "annotationjob", "trainingrun", "evaluation")) {
            application.set("quarkus.operator-sdk.controllers.%s.namespaces".formatted(other), "default");
        }
        Optional<Proxy> git = approvers.configure(application, gate);
        proxies = Stream.concat(Stream.of(kubernetes, store, bridge, collector), git.stream())
                .toList();
        application.start();
        application.awaitReady(address + "health/ready");
    }

    private static String kubeconfig(Path file, String server) throws IOException {
        return Files.writeString(file, """
                        apiVersion: v1
                        kind: Config
                        clusters: [{name: gate, cluster: {server: "%s"}}]
                        users: [{name: operator, user: {}}]
                        contexts: [{name: gate, context: {cluster: gate, user: operator}}]
                        current-context: gate
                        """.formatted(server)).toString();
    }

    WriteGate gate() {
        return gate;
    }

    /** The cluster as the test sees it, with the operator's namespace. */
    Cluster cluster() {
        return cluster;
    }

    /** Whether the one that lives has looked at a release since it started. */
    boolean hasReconciled() throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(URI.create(address + "metrics")).build();
        try {
            return http.send(question, BodyHandlers.ofString()).body().contains(RECONCILED);
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    private void killAndStart() {
        application.kill();
        application.start();
    }

    @Override
    public void close() throws IOException {
        http.close();
        application.stop();
        for (Proxy proxy : proxies) {
            proxy.close();
        }
    }
}
