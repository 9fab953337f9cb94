package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trainings in real containers, on the Dataset that the story has indexed. */
class BadTrainingE2E {

    private static final String NAMESPACE = "vision";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static KubernetesClient client;

    @BeforeAll
    static void open() {
        client = new KubernetesClientBuilder().build();
    }

    @AfterEach
    void clear() {
        client.resources(TrainingRun.class)
                .inNamespace(NAMESPACE)
                .withName("e2e")
                .delete();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void whatTheTrainerRejectsIsToldInItsOwnWords() {
        apply("epochs: \"many\"");

        Condition ready = await().atMost(PATIENCE)
                .until(BadTrainingE2E::ready, said -> said.filter(
                                c -> c.reason().equals("TrainerRejected"))
                        .isPresent())
                .orElseThrow();

        assertThat(ready.message()).contains("Parameter epochs is \"many\"");
    }

    @Test
    void aJobOfAnEarlierSpecIsStopped() {
        apply("epochs: \"500\"");
        String first = awaitJob("");

        apply("epochs: \"400\"");

        String second = awaitJob(first);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(job(first)).as("the Job of the earlier spec").isEmpty();
            assertThat(job(second)).isPresent();
        });
    }

    private static String awaitJob(String other) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Optional.ofNullable(client.resources(TrainingRun.class)
                                        .inNamespace(NAMESPACE)
                                        .withName("e2e")
                                        .get())
                                .map(TrainingRun::getStatus)
                                .map(status -> status.job())
                                .filter(job -> !job.equals(other) && job(job).isPresent()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<?> job(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get());
    }

    private static Optional<Condition> ready() {
        return Optional.ofNullable(client.resources(TrainingRun.class)
                        .inNamespace(NAMESPACE)
                        .withName("e2e")
                        .get())
                .flatMap(run -> Watch.find(Watch.conditions(run), "Ready"));
    }

    /** With the image of the story's own run. */
    private static void apply(String parameters) {
        String image = client.resources(TrainingRun.class)
                .inNamespace(NAMESPACE)
                .withName("sidewalk-a")
                .get()
                .getSpec()
                .image();
        client.resource(Serialization.unmarshal("""
                        apiVersion: roadworthy.dev/v1alpha1
                        kind: TrainingRun
                        metadata: {name: e2e, namespace: vision}
                        spec:
                          datasetRef: {name: sidewalk-v1}
                          image: %s
                          parameters: {%s}
                          seed: 1
                          resources: {requests: {cpu: 500m, memory: 512Mi}, limits: {memory: 2Gi}}
                        """.formatted(image, parameters), TrainingRun.class))
                .fieldManager("e2e")
                .forceConflicts()
                .serverSideApply();
    }
}
