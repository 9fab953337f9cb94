package dev.roadworthy.controller.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepObserverTest {

    private static final Digest INPUT = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});
    private static final Step STEP = step(INPUT);
    private static final ArtifactRef DOCUMENT = new ArtifactRef("s3://a/b", INPUT, 7);
    private static final Instant ENDED = Instant.parse("2026-10-01T12:00:00Z");

    @Test
    void withoutAJobForTheInputNothingIsThere() {
        assertThat(StepObserver.observe(STEP, List.of(), List.of())).isEqualTo(new StepState.Absent());
        assertThat(StepObserver.observe(STEP, List.of(job(OTHER, 1, "Complete")), List.of()))
                .isEqualTo(new StepState.Absent());
    }

    @Test
    void theNewestAttemptCounts() {
        List<Job> jobs = List.of(job(INPUT, 9, "Failed"), job(INPUT, 10, null));

        assertThat(StepObserver.observe(STEP, jobs, List.of()))
                .isInstanceOfSatisfying(StepState.Pending.class, pending -> assertThat(pending.job())
                        .isEqualTo("job-10"));
    }

    @Test
    void aPodThatNoNodeTakesSaysWhy() {
        Pod pod = new PodBuilder(pod(1, "Pending"))
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available: 1 Insufficient nvidia.com/gpu.")
                .endCondition()
                .endStatus()
                .build();

        assertThat(observe(null, pod))
                .isEqualTo(new StepState.Pending(
                        "job-1", "Unschedulable", "0/1 nodes are available: 1 Insufficient nvidia.com/gpu."));
    }

    @Test
    void anImageThatDoesNotComeSaysWhyAndOneThatIsOnItsWayDoesNot() {
        assertThat(observe(null, waiting("ImagePullBackOff", "no such image")))
                .isEqualTo(new StepState.Pending("job-1", "ImagePullBackOff", "no such image"));
        assertThat(observe(null, waiting("ContainerCreating", null)))
                .isEqualTo(new StepState.Pending("job-1", "PodPending", "the pod is being started"));
    }

    @Test
    void aPodThatRunsRuns() {
        assertThat(observe(null, pod(1, "Running"))).isEqualTo(new StepState.Running("job-1", "index"));
    }

    @Test
    void whatTheStepSaysIsItsResult() {
        assertThat(observe("Complete", ended(0, "Completed", result(new StepResult.Succeeded(DOCUMENT)))))
                .isEqualTo(new StepState.Succeeded("job-1", DOCUMENT));
        assertThat(observe("Failed", ended(42, "Error", result(new StepResult.Rejected("SourceEmpty", "m")))))
                .isEqualTo(new StepState.Rejected("job-1", "SourceEmpty", "m"));
        assertThat(observe("Failed", ended(75, "Error", result(new StepResult.Unavailable("SourceDenied", "m")))))
                .isEqualTo(new StepState.Unavailable("job-1", "index", "SourceDenied", "m", 1, ENDED));
    }

    @Test
    void memoryThatRunsOutIsToldApartFromOtherFailures() {
        assertThat(observe("Failed", ended(137, "OOMKilled", "")))
                .isInstanceOfSatisfying(
                        StepState.Failed.class, r -> assertThat(r.reason()).isEqualTo("OutOfMemory"));
        assertThat(observe("Failed", ended(3, "Error", "java.lang.OutOfMemoryError: Java heap space")))
                .isInstanceOfSatisfying(
                        StepState.Failed.class, r -> assertThat(r.reason()).isEqualTo("OutOfMemory"));
    }

    @Test
    void aStepWithoutAResultGivesItsLastWords() {
        assertThat(observe("Failed", ended(1, "Error", "java.lang.IllegalStateException: boom\n")))
                .isEqualTo(new StepState.Failed(
                        "job-1",
                        "StepFailed",
                        "Job job-1 ended with exit code 1 (Because); its last words: java.lang.IllegalStateException:"
                                + " boom",
                        1,
                        3));
        assertThat(observe("Complete", ended(0, "Completed", "")))
                .as("an exit code of 0 proves nothing")
                .isEqualTo(new StepState.Failed(
                        "job-1", "StepFailed", "Job job-1 ended with exit code 0 (Because); it left no message", 1, 3));
    }

    @Test
    void aResultThatIsGoneWithItsPodIsAskedForAgain() {
        assertThat(StepObserver.observe(STEP, List.of(job(INPUT, 2, "Complete")), List.of()))
                .isInstanceOfSatisfying(StepState.Unavailable.class, lost -> {
                    assertThat(lost.reason()).isEqualTo("PodLost");
                    assertThat(lost.tries()).isEqualTo(2);
                });
    }

    private static Step step(Digest input) {
        Dataset owner = new Dataset();
        owner.getMetadata().setName("sidewalk");
        owner.getMetadata().setUid("6b1f");
        Step step = Step.of(owner, "index", Map.of(), new Resources(null, null), null);
        return new Step(owner, step.name(), input, step.pod(), step.limits());
    }

    private static StepState observe(String condition, Pod pod) {
        return StepObserver.observe(STEP, List.of(job(INPUT, 1, condition)), List.of(pod));
    }

    private static String result(StepResult result) {
        return new String(Documents.write(result), StandardCharsets.UTF_8);
    }

    private static Job job(Digest input, int attempt, String condition) {
        JobBuilder job = new JobBuilder()
                .withNewMetadata()
                .withName("job-" + attempt)
                .withAnnotations(Map.of(StepLabels.OWNER_UID, "6b1f", StepLabels.GENERATION, "3"))
                .withLabels(Map.of(
                        StepLabels.INPUT,
                        StepObserver.inputLabel(input),
                        StepLabels.ATTEMPT,
                        Integer.toString(attempt)))
                .endMetadata();
        if (condition != null) {
            job.withNewStatus()
                    .addNewCondition()
                    .withType(condition)
                    .withStatus("True")
                    .withReason("Because")
                    .withLastTransitionTime(ENDED.toString())
                    .endCondition()
                    .endStatus();
        }
        return job.build();
    }

    private static Pod pod(int attempt, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod-" + attempt)
                .withCreationTimestamp(ENDED.toString())
                .withLabels(Map.of("batch.kubernetes.io/job-name", "job-" + attempt))
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static Pod waiting(String reason, String message) {
        return with(
                "Pending",
                new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason(reason)
                        .withMessage(message)
                        .endWaiting());
    }

    private static Pod ended(int exitCode, String reason, String message) {
        return with(
                exitCode == 0 ? "Succeeded" : "Failed",
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(reason)
                        .withMessage(message)
                        .withFinishedAt(ENDED.toString())
                        .endTerminated());
    }

    private static Pod with(String phase, ContainerStateBuilder state) {
        return new PodBuilder(pod(1, phase))
                .editStatus()
                .addNewContainerStatus()
                .withName("index")
                .withState(state.build())
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
