package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private @Nullable CommandSpec spec;

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

    /** An object as it is now; null where it is not there. */
    private record Seen(Target target, @Nullable GenericKubernetesResource object) {}

    /**
     * One that is waited for.
     *
     * @param declared what its spec must hold; null for whatever it holds
     */
    private record Awaited(String namespace, @Nullable JsonNode declared) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        try (KubernetesClient client = cluster.connect()) {
            Manifests manifests = new Manifests(client.getKubernetesSerialization());
            return wait(client, manifests, awaited(manifests, cluster.namespace(client)));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            err.printf("a manifest cannot be read: %s%n", e);
            return Exit.USAGE;
        } catch (KubernetesClientException e) {
            err.println(Exit.why(e));
            return Exit.UNAVAILABLE;
        }
    }

    private Map<Target, Awaited> awaited(Manifests manifests, String namespace) throws IOException {
        Map<Target, Awaited> awaited = new LinkedHashMap<>();
        for (String object : objects) {
            awaited.put(Target.of(object), new Awaited(namespace, null));
        }
        for (Path path : paths) {
            for (Manifests.Declared each : manifests.read(path)) {
                Awaited before = awaited.put(
                        each.target(),
                        new Awaited(Objects.requireNonNullElse(each.namespace(), namespace), each.spec()));
                if (before != null && before.declared() != null) {
                    throw new IllegalArgumentException("%s is declared twice below %s".formatted(each.target(), paths));
                }
            }
        }
        if (awaited.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to wait for; name an object as KIND/NAME, or manifests by --filename");
        }
        return awaited;
    }

    private int wait(KubernetesClient client, Manifests manifests, Map<Target, Awaited> awaited)
            throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        long end = System.nanoTime() + timeout.toNanos();
        BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
        watch(client, awaited, seen);
        Wait wait = new Wait(List.copyOf(awaited.keySet()), people);
        wait.open().forEach(out::println);
        OptionalInt code = wait.end();
        while (code.isEmpty()) {
            Seen next = seen.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                PrintWriter err = spec.commandLine().getErr();
                err.printf("not done within %s:%n", timeout);
                wait.open().forEach(err::println);
                return Exit.TIMED_OUT;
            }
            Standing standing = standing(manifests, Objects.requireNonNull(awaited.get(next.target())), next.object());
            if (wait.sees(next.target(), standing)) {
                out.printf("%s  %s%n", next.target(), standing);
                out.flush();
            }
            code = wait.end();
        }
        return code.getAsInt();
    }

    private static void watch(KubernetesClient client, Map<Target, Awaited> awaited, BlockingQueue<Seen> seen) {
        awaited.forEach((target, each) -> client.genericKubernetesResources(
                        target.kind().context())
                .inNamespace(each.namespace())
                .withName(target.name())
                .inform(new ResourceEventHandler<GenericKubernetesResource>() {
                    @Override
                    public void onAdd(GenericKubernetesResource object) {
                        seen.add(new Seen(target, object));
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
                        seen.add(new Seen(target, object));
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource object, boolean unknown) {
                        seen.add(new Seen(target, null));
                    }
                }));
    }

    private static Standing standing(Manifests manifests, Awaited awaited, @Nullable GenericKubernetesResource object) {
        if (object == null) {
            return Standing.MISSING;
        }
        Optional<String> difference =
                awaited.declared() == null ? Optional.empty() : manifests.difference(awaited.declared(), object);
        return difference
                .map(field -> new Standing(
                        Standing.Health.PROGRESSING,
                        "NotApplied",
                        "%s is not what the manifest says yet".formatted(field)))
                .orElseGet(() -> Standing.of(object));
    }
}
