package dev.roadworthy.controller.step;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

    private StepObserver() {}

    /** The value of {@link StepLabels#INPUT} for an input. */
    public static String inputLabel(Digest inputHash) {
        return inputHash.hex().substring(0, 63);
    }

    /** What became of the newest Job for this step's input. */
    public static StepState observe(Step step, Collection<Job> jobs, Collection<Pod> pods) {
        return jobs.stream()
                .filter(job -> StepLabels.isOf(step.owner(), job))
                .filter(job -> inputLabel(step.inputHash()).equals(label(job, StepLabels.INPUT)))
                .max(Comparator.comparingInt(StepObserver::attempt))
                .map(job -> observe(step, job, podsOf(job, pods)))
                .orElseGet(StepState.Absent::new);
    }

    /** Whether a Job has come to its end. */
    public static boolean isFinished(Job job) {
        return end(job).isPresent();
    }

    private static StepState observe(Step step, Job job, List<Pod> pods) {
        String name = job.getMetadata().getName();
        return end(job).map(condition -> finished(step, job, condition, pods)).orElseGet(() -> pods.stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> active(step, name, pod))
                .orElseGet(() -> new StepState.Pending(name, "PodPending", "no pod yet")));
    }

    private static StepState active(Step step, String job, Pod pod) {
        return unscheduled(job, pod)
                .or(() -> waiting(step, job, pod))
                .or(() -> running(step, job, pod))
                .orElseGet(() -> new StepState.Pending(job, "PodPending", "the pod is being started"));
    }

    private static Optional<StepState> unscheduled(String job, Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .<StepState>map(c -> new StepState.Pending(
                        job,
                        Objects.requireNonNullElse(c.getReason(), "Unschedulable"),
                        Objects.requireNonNullElse(c.getMessage(), "no node takes the pod")))
                .findFirst();
    }

    private static Optional<StepState> waiting(Step step, String job, Pod pod) {
        return statuses(pod)
                .filter(status -> status.getState().getWaiting() != null)
                .filter(status ->
                        !ON_ITS_WAY.contains(status.getState().getWaiting().getReason()))
                .<StepState>map(status -> new StepState.Pending(
                        job,
                        Objects.requireNonNullElse(
                                status.getState().getWaiting().getReason(), "ContainerWaiting"),
                        named(step, status.getName())
                                + Objects.requireNonNullElse(
                                        status.getState().getWaiting().getMessage(), "the container waits")))
                .findFirst();
    }

    /** A pod whose init containers run is still {@code Pending}: the containers tell. */
    private static Optional<StepState> running(Step step, String job, Pod pod) {
        return statuses(pod)
                .filter(status -> status.getState().getRunning() != null)
                .map(ContainerStatus::getName)
                .findFirst()
                .or(() -> "Pending".equals(pod.getStatus().getPhase())
                        ? Optional.empty()
                        : Optional.of(step.pod().last().name()))
                .map(container -> new StepState.Running(job, container));
    }

    /** The last word of the pods decides, whatever the Job says: the Job may have counted a disruption after it. */
    private static StepState finished(Step step, Job job, JobCondition condition, List<Pod> pods) {
        String name = job.getMetadata().getName();
        if (DEADLINE_EXCEEDED.equals(condition.getReason())) {
            String message = "Job %s did not end within %s; %s"
                    .formatted(name, readable(step), step.limits().outOfTime());
            return new StepState.Failed(name, DEADLINE_EXCEEDED, message, attempt(job), generation(job));
        }
        return pods.stream()
                .map(pod -> ContainerEnd.of(step.pod(), pod))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(ContainerEnd::at))
                .map(end -> result(step, job, condition, end))
                .orElseGet(() -> new StepState.Unavailable(
                        name,
                        step.pod().last().name(),
                        "PodLost",
                        "Job %s ended (%s) and its pod is gone with the result".formatted(name, reason(condition)),
                        attempt(job),
                        Instant.parse(condition.getLastTransitionTime())));
    }

    private static StepState result(Step step, Job job, JobCondition condition, ContainerEnd end) {
        String name = job.getMetadata().getName();
        StepContainer container = end.container();
        if (ExitCodes.isOutOfMemory(container.work(), end.exitCode(), end.reason())) {
            return new StepState.Failed(
                    name,
                    "OutOfMemory",
                    "%sJob %s ran out of memory; %s"
                            .formatted(named(step, container.name()), name, container.outOfMemory()),
                    attempt(job),
                    generation(job));
        }
        return switch (container.work()) {
            case StepContainer.Worker worker -> toldByWorker(step, job, condition, end);
            case StepContainer.Image image ->
                ExitCodes.isRejection(image, end.exitCode())
                        ? new StepState.Rejected(name, capital(container.name()) + "Rejected", sentence(name, end))
                        : failed(step, job, condition, end);
        };
    }

    private static StepState toldByWorker(Step step, Job job, JobCondition condition, ContainerEnd end) {
        String name = job.getMetadata().getName();
        try {
            return switch (Documents.read(end.message(), StepResult.class)) {
                case StepResult.Succeeded succeeded -> new StepState.Succeeded(name, succeeded.document());
                case StepResult.Rejected rejected ->
                    new StepState.Rejected(name, rejected.reason(), rejected.message());
                case StepResult.Unavailable unavailable ->
                    new StepState.Unavailable(
                            name,
                            end.container().name(),
                            unavailable.reason(),
                            unavailable.message(),
                            attempt(job),
                            Instant.parse(condition.getLastTransitionTime()));
            };
        } catch (MalformedDocumentException e) {
            return failed(step, job, condition, end);
        }
    }

    private static StepState failed(Step step, Job job, JobCondition condition, ContainerEnd end) {
        String name = job.getMetadata().getName();
        String words = end.message().isBlank()
                ? "it left no message"
                : "its last words: " + end.message().strip();
        return new StepState.Failed(
                name,
                end.container().work() instanceof StepContainer.Image
                        ? capital(end.container().name()) + "Failed"
                        : "StepFailed",
                "%sJob %s ended with exit code %d (%s); %s"
                        .formatted(named(step, end.container().name()), name, end.exitCode(), reason(condition), words),
                attempt(job),
                generation(job));
    }

    private static String sentence(String job, ContainerEnd end) {
        return end.message().isBlank()
                ? "%s of Job %s ended with exit code %d and left no sentence that says why; see its log"
                        .formatted(end.container().name(), job, end.exitCode())
                : end.message().strip();
    }

    /** Which container a message is about, where there are several. */
    private static String named(Step step, String container) {
        return step.pod().containers().size() == 1 ? "" : container + ": ";
    }

    private static String capital(String container) {
        return Character.toUpperCase(container.charAt(0)) + container.substring(1);
    }

    private static String readable(Step step) {
        return step.limits().deadline().toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String reason(JobCondition condition) {
        return Objects.requireNonNullElse(condition.getReason(), condition.getType());
    }

    private static Optional<JobCondition> end(Job job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(c -> Set.of("Complete", "Failed").contains(c.getType()))
                        .filter(c -> c.getStatus().equals("True"))
                        .findFirst();
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .filter(status -> status.getState() != null);
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

    private static long generation(Job job) {
        Map<String, String> annotations = job.getMetadata().getAnnotations();
        return annotations == null ? 0 : Long.parseLong(annotations.getOrDefault(StepLabels.GENERATION, "0"));
    }

    private static @Nullable String label(HasMetadata object, String key) {
        return object.getMetadata().getLabels() == null
                ? null
                : object.getMetadata().getLabels().get(key);
    }
}
