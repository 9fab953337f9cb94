package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "KIND/NAME",
            arity = "0..*",
            description = "For example edgerelease/sidewalk-1.0.0. Default: all that no other object names.")
    private List<String> objects = List.of();

    @Override
    public Integer call() throws InterruptedException {
        return cluster.ask(this::tree);
    }

    private int tree(KubernetesClient client, String namespace) {
        List<Target> asked = objects.stream().map(Target::of).toList();
        Line line = new Line(all(client, namespace));
        List<Target> missing = asked.stream()
                .filter(target -> !line.objects().containsKey(target))
                .toList();
        if (!missing.isEmpty()) {
            return cluster.missing(namespace, missing);
        }
        if (line.objects().isEmpty()) {
            cluster.err()
                    .printf(
                            "there is nothing of Roadworthy in namespace %s; another one is given by --namespace%n",
                            namespace);
            return Exit.UNKNOWN;
        }
        cluster.out().print(line.tree(asked.isEmpty() ? line.ends() : asked));
        cluster.out().flush();
        return Exit.OK;
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
