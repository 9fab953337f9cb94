package dev.roadworthy.cli.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The line of objects, and what each waits for. */
@Command(
        name = "tree",
        mixinStandardHelpOptions = true,
        description = "The line of an object: what it is made of, and what each of these waits for.",
        footer = {
            "",
            "Exit codes: 0 shown, 2 wrong usage, 3 there is no such object, 75 the API server does not answer."
        })
public final class TreeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "KIND/NAME",
            arity = "0..*",
            description = "For example edgerelease/sidewalk-1.0.0. Default: all that no other object names.")
    private List<String> objects = List.of();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (KubernetesClient client = cluster.connect()) {
            List<Target> asked = objects.stream().map(Target::of).toList();
            String namespace = cluster.namespace(client);
            Line line = new Line(all(client, namespace));
            List<Target> missing = asked.stream()
                    .filter(target -> !line.objects().containsKey(target))
                    .toList();
            if (!missing.isEmpty()) {
                err.printf("not in namespace %s: %s%n", namespace, missing);
                return Exit.UNKNOWN;
            }
            if (line.objects().isEmpty()) {
                err.printf(
                        "there is nothing of Roadworthy in namespace %s; another one is given by --namespace%n",
                        namespace);
                return Exit.UNKNOWN;
            }
            out.print(line.tree(asked.isEmpty() ? line.ends() : asked));
            out.flush();
            return Exit.OK;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Exit.USAGE;
        } catch (KubernetesClientException e) {
            err.println(Exit.why(e));
            return Exit.UNAVAILABLE;
        }
    }

    private static Map<Target, GenericKubernetesResource> all(KubernetesClient client, String namespace) {
        Map<Target, GenericKubernetesResource> all = new HashMap<>();
        for (Kind kind : Kind.values()) {
            client.genericKubernetesResources(kind.context())
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .forEach(object ->
                            all.put(new Target(kind, object.getMetadata().getName()), object));
        }
        return all;
    }
}
