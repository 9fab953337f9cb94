package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trainings in real containers, on the Dataset that the story has indexed. */
class BadTrainingE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Trial TRIAL = Trial.of("e2e");

    @AfterEach
    void clear() {
        TRIAL.clear();
    }

    @AfterAll
    static void close() {
        TRIAL.close();
    }

    @Test
    void whatTheTrainerRejectsIsToldInItsOwnWords() {
        apply("epochs: \"many\"");

        Condition ready = TRIAL.awaitReason(TrainingRun.class, "TrainerRejected");

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
                        () -> Optional.of(TRIAL.current(TrainingRun.class))
                                .map(TrainingRun::getStatus)
                                .map(status -> status.job())
                                .filter(job -> !job.equals(other) && job(job).isPresent()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<?> job(String name) {
        return Optional.ofNullable(TRIAL.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(Trial.NAMESPACE)
                .withName(name)
                .get());
    }

    private static void apply(String parameters) {
        TRIAL.apply(TrainingRun.class, """
                spec:
                  datasetRef: {name: sidewalk-v1}
                  image: %s
                  parameters: {%s}
                  seed: 1
                  resources: {requests: {cpu: 500m, memory: 512Mi}, limits: {memory: 2Gi}}
                """.formatted(TRIAL.trainer(), parameters));
    }
}
