package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.manifest.Manifests;
import dev.roadworthy.cli.manifest.Mistake;
import dev.roadworthy.cli.manifest.SourceFile;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for objects, for a job of continuous integration as for a person. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Waits until objects are what their specs say, and tells each step on the way.",
            "With --filename also until the manifests there are applied, by whatever applies them."
        },
        footer = {
            "",
            "Exit codes: 0 all are healthy, 1 one failed, 2 wrong usage, 4 a person must act, 5 not in time,",
            "75 the API server does not answer."
        })
public final class WaitCommand implements Callable<Integer> {

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "KIND/NAME",
            arity = "0..*",
            description = "For example edgerelease/sidewalk-1.0.0, also before it is there.")
    private List<String> objects = List.of();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description = "A manifest, or a folder of manifests.")
    private List<Path> paths = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Time.class,
            description = "For example 90s, 30m or 1h30m. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofHours(1);

    @Option(names = "--through-people", description = "Go on where a person must act, for example approve a release.")
    private boolean people;

    /** A time as Go writes it. */
    static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a time is for example 90s, 30m or 1h30m", e);
            }
        }
    }

    /**
     * One that is waited for.
     *
     * @param declared what its spec must hold; null for whatever it holds
     */
    private record Awaited(String namespace, @Nullable JsonNode declared) {}

    @Override
    public Integer call() throws InterruptedException {
        return cluster.ask((client, namespace) -> wait(client, awaited(namespace)));
    }

    private Map<Target, Awaited> awaited(String namespace) throws IOException {
        Map<Target, Awaited> awaited = new LinkedHashMap<>();
        for (String object : objects) {
            awaited.put(Target.of(object), new Awaited(namespace, null));
        }
        for (Declared each : declared(namespace)) {
            Target target = each.name().target();
            Awaited before = awaited.put(target, new Awaited(each.name().namespace(), each.spec()));
            if (before != null && before.declared() != null) {
                throw new IllegalArgumentException(
                        "%s is declared in the namespaces %s and %s; wait for one of them at a time"
                                .formatted(
                                        target, before.namespace(), each.name().namespace()));
            }
        }
        if (awaited.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to wait for; name an object as KIND/NAME, or manifests by --filename");
        }
        return awaited;
    }

    private List<Declared> declared(String namespace) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(SourceFile.below(path));
        }
        Manifests manifests = Manifests.of(files, namespace);
        if (!manifests.mistakes().isEmpty()) {
            throw new IllegalArgumentException(
                    manifests.mistakes().stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        }
        return manifests.objects();
    }

    private int wait(KubernetesClient client, Map<Target, Awaited> awaited) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        Changes changes = new Changes(client);
        awaited.forEach((target, each) -> changes.follow(target, each.namespace()));
        Wait wait = new Wait(List.copyOf(awaited.keySet()), people);
        wait.open().forEach(cluster.out()::println);
        OptionalInt code = wait.end();
        while (code.isEmpty()) {
            Changes.Seen next = changes.next(Duration.ofNanos(end - System.nanoTime()));
            if (next == null) {
                cluster.err().printf("not done within %s:%n", timeout);
                wait.open().forEach(cluster.err()::println);
                return Exit.TIMED_OUT;
            }
            Standing standing = standing(
                    client.getKubernetesSerialization(),
                    Objects.requireNonNull(awaited.get(next.target())),
                    next.object());
            if (wait.sees(next.target(), standing)) {
                cluster.out().printf("%s  %s%n", next.target(), standing);
                cluster.out().flush();
            }
            code = wait.end();
        }
        return code.getAsInt();
    }

    private static Standing standing(
            KubernetesSerialization serialization, Awaited awaited, @Nullable GenericKubernetesResource object) {
        if (object == null) {
            return Standing.MISSING;
        }
        Optional<String> difference = awaited.declared() == null
                ? Optional.empty()
                : Applied.difference(
                        awaited.declared(),
                        serialization.convertValue(object, JsonNode.class).path("spec"));
        return difference
                .map(field -> new Standing(
                        Standing.Health.PROGRESSING,
                        "NotApplied",
                        "%s is not what the manifest says yet".formatted(field)))
                .orElseGet(() -> Standing.of(object));
    }
}
