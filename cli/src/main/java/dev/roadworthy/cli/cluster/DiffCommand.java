package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.cluster.Facts.Part;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What two results differ in. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "What two objects of a kind differ in: what they were made of, by which means, and what came of it.",
            "Of one object: what its result was made of, and what its references come to now."
        },
        footer = {
            "",
            "Exit codes: 0 there is no difference, 1 there is, 2 wrong usage, 3 there is no such object, or no result of it,",
            "75 the API server does not answer."
        })
public final class DiffCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "KIND/NAME",
            arity = "1..2",
            description = "For example trainingrun/sidewalk-a trainingrun/sidewalk-b.")
    private List<String> objects = List.of();

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private Output output = Output.TEXT;

    /** How a comparison is written. */
    enum Output {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws InterruptedException {
        return cluster.ask(this::diff);
    }

    /** One of those that are compared, as it is now. */
    private record Found(Target target, JsonNode object) {}

    private int diff(KubernetesClient client, String namespace) {
        List<Target> targets = objects.stream().map(Target::of).toList();
        if (targets.stream().map(Target::kind).distinct().count() > 1) {
            throw new IllegalArgumentException("%s are of two kinds; compare two of one".formatted(targets));
        }
        List<Found> found = targets.stream()
                .flatMap(target -> target.read(client, namespace).map(object -> new Found(target, object)).stream())
                .toList();
        if (found.size() < targets.size()) {
            List<Target> missing = new ArrayList<>(targets);
            missing.removeAll(found.stream().map(Found::target).toList());
            return cluster.missing(namespace, missing);
        }
        Optional<Comparison> comparison = found.size() == 1
                ? own(client, namespace, found.getFirst())
                : Optional.of(both(client, namespace, found.getFirst(), found.getLast()));
        if (comparison.isEmpty()) {
            cluster.err().printf("%s has no result yet%n", targets.getFirst());
            return Exit.UNKNOWN;
        }
        cluster.out()
                .print(
                        output == Output.JSON
                                ? comparison.get().json()
                                : comparison.get().text());
        cluster.out().flush();
        return comparison.get().differences().isEmpty() ? Exit.OK : Exit.DEGRADED;
    }

    private static Optional<Comparison> own(KubernetesClient client, String namespace, Found one) {
        return Origin.of(one.target().kind(), one.object(), other -> other.read(client, namespace))
                .map(origin -> Comparison.of("MADE OF", origin.made(), "NOW", origin.now()));
    }

    private static Comparison both(KubernetesClient client, String namespace, Found left, Found right) {
        return Comparison.of(
                left.target().name(),
                facts(client, namespace, left),
                right.target().name(),
                facts(client, namespace, right));
    }

    /** Those of a release have what its Evaluations measured besides. */
    private static Facts facts(KubernetesClient client, String namespace, Found found) {
        Facts facts = Facts.of(found.target().kind(), found.object());
        if (found.target().kind() != Kind.EDGE_RELEASE) {
            return facts;
        }
        Map<String, String> gates = new LinkedHashMap<>();
        int place = 0;
        for (JsonNode reference : found.object().at("/spec/evaluationRefs")) {
            String evaluation = "evaluations[%d]".formatted(place++);
            new Target(Kind.EVALUATION, reference.path("name").asText())
                    .read(client, namespace)
                    .map(there -> Facts.of(Kind.EVALUATION, there).fields().getOrDefault(Part.RESULT, Map.of()))
                    .orElse(Map.of())
                    .forEach((field, word) -> gates.put(field.replace("status", evaluation), word));
        }
        return facts.and(Part.RESULT, gates);
    }
}
