package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which cluster and which namespace, as kubectl takes them, and how a command asks there. */
public final class ClusterOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

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

    /** What a command asks; gives its exit code. */
    @FunctionalInterface
    interface Question {
        int ask(KubernetesClient client, String namespace) throws IOException, InterruptedException;
    }

    /** Asks the cluster, in the namespace of objects that name none; what keeps it from answering is told as an exit code. */
    int ask(Question question) throws InterruptedException {
        try (KubernetesClient client = connect()) {
            return question.ask(client, namespace(client));
        } catch (IllegalArgumentException e) {
            err().println(e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            err().printf("a file cannot be read: %s%n", e);
            return Exit.USAGE;
        } catch (KubernetesClientException e) {
            err().println(Exit.why(e));
            return Exit.UNAVAILABLE;
        }
    }

    /** Tells that there are no such objects; gives the exit code. */
    int missing(String namespace, List<Target> targets) {
        err().printf("not in namespace %s: %s%n", namespace, targets);
        return Exit.UNKNOWN;
    }

    PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    PrintWriter err() {
        return Objects.requireNonNull(command).commandLine().getErr();
    }

    /** Whether a kubeconfig, or a pod's own surroundings, name a cluster. */
    public boolean isKnown() {
        return Config.autoConfigure(context).getCurrentContext() != null
                || System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    /** A client of the cluster, which has not been called yet. */
    public KubernetesClient connect() {
        Config config = Config.autoConfigure(context);
        // Somebody waits: about a second, and not the client's 20. What is connected once is connected again for ever.
        config.setRequestRetryBackoffLimit(3);
        return new KubernetesClientBuilder().withConfig(config).build();
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
