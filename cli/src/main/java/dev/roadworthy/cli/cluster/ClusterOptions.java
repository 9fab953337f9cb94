package dev.roadworthy.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster and which namespace, as kubectl takes them. */
public final class ClusterOptions {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Of the kubeconfig, which KUBECONFIG names. Default: its current one.")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Default: that of the context.")
    private @Nullable String namespace;

    /** Whether a kubeconfig, or a pod's own surroundings, name a cluster. */
    public boolean isKnown() {
        return Config.autoConfigure(context).getCurrentContext() != null
                || System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    /** A client of the cluster, which has not been called yet. */
    public KubernetesClient connect() {
        return new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(context))
                .build();
    }

    /** The namespace of an object that names none, where no cluster is asked. */
    public String namespace() {
        return Objects.requireNonNullElse(namespace, "default");
    }

    /** The namespace of an object that names none. */
    public String namespace(KubernetesClient client) {
        return namespace != null ? namespace : Objects.requireNonNullElse(client.getNamespace(), "default");
    }
}
