package dev.roadworthy.cli.cluster;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.References;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an object while it changes. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows an object while it changes, until it is done: of a release its gates, its approval, and each wave",
            "with its vehicles. In place on a terminal, else a line for each change."
        },
        footer = {
            "",
            "Exit codes: 0 it is healthy, 1 it failed, 2 wrong usage, 3 it was deleted, 75 the API server does not answer."
        })
public final class WatchCommand implements Callable<Integer> {

    // How often the time that is left is shown anew; the cluster is not asked for that.
    private static final Duration TICK = Duration.ofSeconds(1);

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "KIND/NAME",
            description = "For example edgerelease/sidewalk-1.0.0, also before it is there.")
    private String object = "";

    @Option(names = "--lines", description = "A line for each change, on a terminal, too.")
    private boolean lines;

    @Override
    public Integer call() throws InterruptedException {
        return cluster.ask((client, namespace) -> watch(client, namespace, Target.of(object)));
    }

    private int watch(KubernetesClient client, String namespace, Target target) throws InterruptedException {
        boolean inPlace = !lines && Screen.isTerminal();
        Screen screen = new Screen(cluster.out(), inPlace);
        Changes changes = new Changes(client);
        changes.follow(target, namespace);
        Wait wait = new Wait(List.of(target), true);
        // What is there comes as the first change.
        @Nullable GenericKubernetesResource now =
                changes.now(target) == null ? null : changes.next().object();
        while (true) {
            View view = view(namespace, target, now, changes);
            screen.show(view);
            wait.sees(target, view.standing());
            OptionalInt code = wait.end();
            if (code.isPresent()) {
                screen.end();
                return code.getAsInt();
            }
            Changes.Seen next = inPlace ? changes.next(TICK) : changes.next();
            if (next != null && next.target().equals(target)) {
                now = next.object();
                if (now == null) {
                    screen.end();
                    cluster.err().printf("%s was deleted%n", target);
                    return Exit.UNKNOWN;
                }
            }
        }
    }

    private static View view(
            String namespace, Target target, @Nullable GenericKubernetesResource now, Changes changes) {
        if (now == null) {
            return new View(target, namespace, Standing.MISSING);
        }
        return Views.add(
                new View(target, namespace, Standing.of(now)),
                target.kind().typed(now),
                evaluations(namespace, target, now, changes),
                Instant.now());
    }

    /** Those that a release names and that are there. */
    private static Map<String, Evaluation> evaluations(
            String namespace, Target target, GenericKubernetesResource now, Changes changes) {
        Map<String, Evaluation> evaluations = new HashMap<>();
        for (Target each : References.of(target.kind(), now)) {
            if (target.kind() == Kind.EDGE_RELEASE && each.kind() == Kind.EVALUATION) {
                changes.follow(each, namespace);
                GenericKubernetesResource found = changes.now(each);
                if (found != null && each.kind().typed(found) instanceof Evaluation evaluation) {
                    evaluations.put(each.name(), evaluation);
                }
            }
        }
        return evaluations;
    }
}
