package dev.roadworthy.controller.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a pod whose containers run one after the other. */
class StepOfSeveralContainersTest {

    private static final Digest INPUT = Digest.of(new byte[] {1});
    private static final ArtifactRef DOCUMENT = new ArtifactRef("s3://a/b", INPUT, 7);
    private static final Instant ENDED = Instant.parse("2026-10-01T12:00:00Z");
    private static final Step STEP = step();

    @Test
    void aPodWhoseInitContainersRunIsPendingAndStillRuns() {
        ContainerState running =
                new ContainerStateBuilder().withNewRunning().endRunning().build();

        assertThat(observe(null, pod("Pending", List.of(ended(0, ""), running))))
                .isEqualTo(new StepState.Running("job", "trainer"));
    }

    @Test
    void aContainerWhoseImageDoesNotComeIsNamed() {
        ContainerState waiting = new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("no such image")
                .endWaiting()
                .build();

        assertThat(observe(null, pod("Pending", List.of(ended(0, ""), waiting))))
                .isEqualTo(new StepState.Pending("job", "ImagePullBackOff", "trainer: no such image"));
    }

    @Test
    void theResultIsThatOfTheLastContainer() {
        assertThat(observe("Complete", pod("Succeeded", List.of(ended(0, ""), ended(0, ""), ended(0, succeeded())))))
                .isEqualTo(new StepState.Succeeded("job", DOCUMENT));
    }

    @ParameterizedTest
    @CsvSource({"42", "50"})
    void anImageRejectsWithItsExitCodeAndItsSentence(int exitCode) {
        assertThat(observe("Failed", pod("Failed", List.of(ended(0, ""), ended(exitCode, "epochs is 0\n")))))
                .isEqualTo(new StepState.Rejected("job", "TrainerRejected", "epochs is 0"));
    }

    @Test
    void anImageThatRejectsWithoutASentenceIsToldSo() {
        assertThat(observe("Failed", pod("Failed", List.of(ended(0, ""), ended(42, "")))))
                .isEqualTo(new StepState.Rejected(
                        "job",
                        "TrainerRejected",
                        "trainer of Job job ended with exit code 42 and left no sentence that says why; see its log"));
    }

    @Test
    void anImageThatLooksLikeAStepIsNotBelieved() {
        assertThat(observe("Failed", pod("Failed", List.of(ended(0, ""), ended(75, succeeded())))))
                .isInstanceOfSatisfying(StepState.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo("TrainerFailed"));
    }

    @Test
    void theContainerThatRanOutOfMemoryIsNamedWithItsFix() {
        assertThat(observe("Failed", pod("Failed", List.of(ended(0, ""), ended(137, "")))))
                .isEqualTo(new StepState.Failed(
                        "job", "OutOfMemory", "trainer: Job job ran out of memory; raise trainer", 1, 0));
        assertThat(observe("Failed", pod("Failed", List.of(ended(3, "")))))
                .isEqualTo(new StepState.Failed(
                        "job", "OutOfMemory", "stage-in: Job job ran out of memory; raise stage-in", 1, 0));
    }

    @Test
    void aWorkerContainerSpeaksForItself() {
        String unavailable = text(new StepResult.Unavailable("StoreDenied", "m"));

        assertThat(observe("Failed", pod("Failed", List.of(ended(75, unavailable)))))
                .isEqualTo(new StepState.Unavailable("job", "stage-in", "StoreDenied", "m", 1, ENDED));
    }

    @Test
    void aPodThatWasTakenAwayBetweenItsContainersLeftNoResult() {
        assertThat(observe("Failed", pod("Failed", List.of(ended(0, ""), ended(0, "")))))
                .isInstanceOfSatisfying(StepState.Unavailable.class, lost -> assertThat(lost.reason())
                        .isEqualTo("PodLost"));
    }

    private static Step step() {
        TrainingRun owner = new TrainingRun();
        owner.getMetadata().setName("a");
        owner.getMetadata().setUid("7c2e");
        PodPlan pod = new PodPlan(
                List.of(
                        container("stage-in", new StepContainer.Worker("stage-in", "stage-in.json", null)),
                        container("trainer", new StepContainer.Image("i@sha256:0", List.of(), List.of(50))),
                        container("publish", new StepContainer.Worker("publish", "publish.json", null))),
                Map.of(),
                PodPlan.Placement.ANYWHERE);
        return new Step(owner, "train", INPUT, pod, StepLimits.DEFAULT);
    }

    private static StepContainer container(String name, StepContainer.Work work) {
        return new StepContainer(name, work, new Resources(null, null), "raise " + name, Map.of(), List.of());
    }

    private static StepState observe(String condition, Pod pod) {
        JobBuilder job = new JobBuilder()
                .withNewMetadata()
                .withName("job")
                .withAnnotations(Map.of(StepLabels.OWNER_UID, "7c2e"))
                .withLabels(Map.of(StepLabels.INPUT, StepObserver.inputLabel(INPUT)))
                .endMetadata();
        if (condition != null) {
            job.withNewStatus()
                    .addNewCondition()
                    .withType(condition)
                    .withStatus("True")
                    .withLastTransitionTime(ENDED.toString())
                    .endCondition()
                    .endStatus();
        }
        return StepObserver.observe(STEP, List.<Job>of(job.build()), List.of(pod));
    }

    private static ContainerState ended(int exitCode, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage(message)
                .withFinishedAt(ENDED.toString())
                .endTerminated()
                .build();
    }

    /** A pod whose first containers have these states. */
    private static Pod pod(String phase, List<ContainerState> states) {
        List<ContainerStatus> statuses = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            statuses.add(new ContainerStatusBuilder()
                    .withName(STEP.pod().containers().get(i).name())
                    .withState(states.get(i))
                    .build());
        }
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withCreationTimestamp(ENDED.toString())
                .withLabels(Map.of("batch.kubernetes.io/job-name", "job"))
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .withInitContainerStatuses(statuses.subList(0, Math.min(2, statuses.size())))
                .withContainerStatuses(statuses.subList(Math.min(2, statuses.size()), statuses.size()))
                .endStatus()
                .build();
    }

    private static String succeeded() {
        return text(new StepResult.Succeeded(DOCUMENT));
    }

    private static String text(StepResult result) {
        return new String(Documents.write(result), StandardCharsets.UTF_8);
    }
}
