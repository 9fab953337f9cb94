package dev.roadworthy.story;

import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.rides.RidesCommand;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;

/**
 * Objects of one name, one of each kind, in the namespace that the installation serves.
 *
 * @param client of the whole cluster
 * @param name of them
 */
record Trial(KubernetesClient client, String name) implements AutoCloseable {

    static final String NAMESPACE = "vision";
    static final String RELEASE_NAMESPACE = "roadworthy";

    private static final String MASKS = """
            {"0": background, "1": road, "2": sidewalk, "3": bicyclist, "4": car, "5": background, "6": road,
             "7": background, "8": background, "9": background}""";

    // What failed is tried again after 10 s, 20 s, 40 s and so on.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Trial of(String name) {
        return new Trial(new KubernetesClientBuilder().build(), name);
    }

    /** Makes eight small rides in a folder. */
    static void record(Path folder, int seed, String... options) {
        List<String> arguments = new ArrayList<>(List.of("generate", "--out", folder.toString()));
        arguments.addAll(List.of("--seed", String.valueOf(seed), "--rides", "8", "--frames", "6", "--size", "160x120"));
        arguments.addAll(List.of(options));
        int exit = new CommandLine(new RidesCommand()).execute(arguments.toArray(String[]::new));
        StoryException.unless(exit == 0, "rides are made", exit);
    }

    /**
     * The spec of a Dataset of such rides, as far as its checks.
     *
     * @param source more lines of its source
     */
    static String rides(String uri, String... source) {
        return """
                spec:
                  source:
                    uri: %s
                    layout: RideLog
                    labelValues:
                %s%s
                  classes: [road, sidewalk, bicyclist, car]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                """.formatted(
                uri, MASKS.indent(6), String.join("\n", source).indent(4).stripTrailing());
    }

    RidesBucket bucket() throws IOException {
        return RidesBucket.open(client, RELEASE_NAMESPACE);
    }

    <R extends CustomResource<?, ?>> void apply(Class<R> kind, String spec) {
        R object = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                %s""".formatted(kind.getSimpleName(), name, NAMESPACE, spec), kind);
        client.resource(object).fieldManager("e2e").forceConflicts().serverSideApply();
    }

    <S extends RoadworthyStatus, R extends CustomResource<?, S>> R current(Class<R> kind) {
        return client.resources(kind).inNamespace(NAMESPACE).withName(name).require();
    }

    /** Waits until the object gives this reason for being Ready or not. */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> Condition awaitReason(Class<R> kind, String reason) {
        return awaitReady(kind, reason, ready -> ready.reason().equals(reason));
    }

    /** Waits until the object says that something outside is away. */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> Condition awaitUnavailable(Class<R> kind) {
        return awaitReady(kind, "what is unavailable", ready -> ready.reason().endsWith("Unavailable"));
    }

    private <S extends RoadworthyStatus, R extends CustomResource<?, S>> Condition awaitReady(
            Class<R> kind, String what, Predicate<Condition> said) {
        return await("%s %s says %s".formatted(kind.getSimpleName(), name, what))
                .atMost(PATIENCE)
                .until(() -> Watch.find(Watch.conditions(current(kind)), "Ready"), ready -> ready.filter(said)
                        .isPresent())
                .orElseThrow();
    }

    /** The image that the story has trained with. */
    String trainer() {
        return Optional.ofNullable(client.resources(TrainingRun.class)
                        .inNamespace(NAMESPACE)
                        .withName("sidewalk-a")
                        .get())
                .orElseThrow(() -> new IllegalStateException("the story on made rides comes first: tools/story"))
                .getSpec()
                .image();
    }

    /** Takes the objects away, also those that an earlier run left, and waits until they are gone. */
    void clear() {
        for (Class<? extends CustomResource<?, ?>> kind :
                List.of(EdgeRelease.class, Evaluation.class, TrainingRun.class, AnnotationJob.class, Dataset.class)) {
            var object = client.resources(kind).inNamespace(NAMESPACE).withName(name);
            object.delete();
            await().atMost(PATIENCE).until(() -> object.get() == null);
        }
    }

    @Override
    public void close() {
        clear();
        client.close();
    }
}
