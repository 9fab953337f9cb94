package dev.roadworthy.controller.evaluation;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Jobs and pods that have ended, as a cluster shows them. */
final class EvaluationPods {

    private static final String WHEN = "2026-10-01T11:59:00Z";

    private EvaluationPods() {}

    static Job finished(Job job, int exitCode) {
        return new JobBuilder(job)
                .withNewStatus()
                .addNewCondition()
                .withType(exitCode == 0 ? "Complete" : "Failed")
                .withStatus("True")
                .withLastTransitionTime(WHEN)
                .endCondition()
                .endStatus()
                .build();
    }

    static Pod ended(Job job, int exitCode, StepResult result) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withCreationTimestamp(WHEN)
                .withLabels(
                        Map.of("batch.kubernetes.io/job-name", job.getMetadata().getName()))
                .endMetadata()
                .withNewStatus()
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .addNewContainerStatus()
                .withName("evaluate")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withFinishedAt(WHEN)
                .withMessage(new String(Documents.write(result), StandardCharsets.UTF_8))
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
