package dev.roadworthy.controller.step;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a step, from its Jobs and their pods. */
public final class StepObserver {

    // A container that waits for one of these is on its way.
    private static final Set<String> ON_ITS_WAY = Set.of("ContainerCreating", "PodInitializing");
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";

    private StepObserver() {}

    /** The value of {@link StepLabels#INPUT} for an input. */
    public static String inputLabel(Digest inputHash) {
        return inputHash.hex().substring(0, 63);
    }

    /** What became of the newest Job for this input. */
    public static StepState observe(Digest inputHash, Collection<Job> jobs, Collection<Pod> pods) {
        return jobs.stream()
                .filter(job -> inputLabel(inputHash).equals(label(job, StepLabels.INPUT)))
                .max(Comparator.comparingInt(StepObserver::attempt))
                .map(job -> observe(job, podsOf(job, pods)))
                .orElseGet(StepState.Absent::new);
    }

    private static StepState observe(Job job, List<Pod> pods) {
        String name = job.getMetadata().getName();
        Optional<JobCondition> complete = condition(job, "Complete");
        Optional<JobCondition> failed = condition(job, "Failed");
        if (complete.isPresent()) {
            return finished(name, attempt(job), complete.get(), pods);
        }
        if (failed.isPresent()) {
            return finished(name, attempt(job), failed.get(), pods);
        }
        return pods.stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> active(name, pod))
                .orElseGet(() -> new StepState.Pending(name, "PodPending", "no pod yet"));
    }

    private static StepState active(String job, Pod pod) {
        if (!"Pending".equals(pod.getStatus().getPhase())) {
            return new StepState.Running(job);
        }
        Optional<StepState> unscheduled = pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .<StepState>map(c -> new StepState.Pending(
                        job,
                        Objects.requireNonNullElse(c.getReason(), "Unschedulable"),
                        Objects.requireNonNullElse(c.getMessage(), "no node takes the pod")))
                .findFirst();
        return unscheduled
                .or(() -> statuses(pod)
                        .map(s -> s.getState().getWaiting())
                        .filter(Objects::nonNull)
                        .filter(waiting -> !ON_ITS_WAY.contains(waiting.getReason()))
                        .<StepState>map(waiting -> waiting(job, waiting))
                        .findFirst())
                .orElseGet(() -> new StepState.Pending(job, "PodPending", "the pod is being started"));
    }

    private static StepState waiting(String job, ContainerStateWaiting waiting) {
        return new StepState.Pending(
                job,
                Objects.requireNonNullElse(waiting.getReason(), "ContainerWaiting"),
                Objects.requireNonNullElse(waiting.getMessage(), "the container waits"));
    }

    /** The last word of the pods decides, whatever the Job says: the Job may have counted a disruption after it. */
    private static StepState finished(String job, int attempt, JobCondition condition, List<Pod> pods) {
        Optional<ContainerStateTerminated> last = pods.stream()
                .flatMap(StepObserver::statuses)
                .map(s -> s.getState().getTerminated())
                .filter(Objects::nonNull)
                .max(Comparator.comparing(t -> Objects.requireNonNullElse(t.getFinishedAt(), "")));
        Instant at = Instant.parse(condition.getLastTransitionTime());
        if (last.isEmpty()) {
            return new StepState.Unavailable(
                    job,
                    "PodLost",
                    "Job %s ended (%s) and its pod is gone with the result".formatted(job, reason(condition)),
                    attempt,
                    at);
        }
        return result(job, attempt, at, last.get(), condition);
    }

    private static StepState result(
            String job, int attempt, Instant at, ContainerStateTerminated end, JobCondition condition) {
        String message = Objects.requireNonNullElse(end.getMessage(), "");
        if ("OOMKilled".equals(end.getReason())
                || end.getExitCode() == StepJobs.KILLED
                || end.getExitCode() == StepJobs.JVM_OUT_OF_MEMORY) {
            return new StepState.Rejected(
                    job, "OutOfMemory", "Job %s ran out of memory; raise spec.resources.limits.memory".formatted(job));
        }
        try {
            return switch (Documents.read(message, StepResult.class)) {
                case StepResult.Succeeded succeeded -> new StepState.Succeeded(job, succeeded.document());
                case StepResult.Rejected rejected -> new StepState.Rejected(job, rejected.reason(), rejected.message());
                case StepResult.Unavailable unavailable ->
                    new StepState.Unavailable(job, unavailable.reason(), unavailable.message(), attempt, at);
            };
        } catch (MalformedDocumentException e) {
            String lines = message.isBlank() ? "it left no message" : "its last words: " + message.strip();
            return new StepState.Rejected(
                    job,
                    "StepFailed",
                    "Job %s ended with exit code %d (%s); %s"
                            .formatted(job, end.getExitCode(), reason(condition), lines));
        }
    }

    private static String reason(JobCondition condition) {
        return Objects.requireNonNullElse(condition.getReason(), condition.getType());
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
                        .findFirst();
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream().filter(s -> s.getState() != null);
    }

    private static List<Pod> podsOf(Job job, Collection<Pod> pods) {
        return pods.stream()
                .filter(pod -> job.getMetadata().getName().equals(label(pod, JOB_NAME)))
                .filter(pod -> pod.getStatus() != null && pod.getStatus().getPhase() != null)
                .toList();
    }

    private static int attempt(Job job) {
        return Integer.parseInt(Objects.requireNonNullElse(label(job, StepLabels.ATTEMPT), "1"));
    }

    private static @Nullable String label(HasMetadata object, String key) {
        return object.getMetadata().getLabels() == null
                ? null
                : object.getMetadata().getLabels().get(key);
    }
}
