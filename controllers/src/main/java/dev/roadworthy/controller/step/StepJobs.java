package dev.roadworthy.controller.step;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Job that is desired of a step. */
public final class StepJobs {

    private final StepPods pods;

    public StepJobs(StepDefaults defaults) {
        this.pods = new StepPods(defaults);
    }

    /**
     * The Job of a step.
     *
     * @param attempt 1 for the first
     */
    public Job of(Step step, int attempt) {
        Map<String, String> labels = labels(step, attempt);
        Map<String, String> owner = Map.of(
                StepLabels.OWNER, step.owner().getMetadata().getName(),
                StepLabels.OWNER_UID, step.owner().getMetadata().getUid());
        Map<String, String> jobAnnotations = new HashMap<>(owner);
        jobAnnotations.put(
                StepLabels.GENERATION, String.valueOf(step.owner().getMetadata().getGeneration()));
        Map<String, String> podAnnotations = new HashMap<>(owner);
        step.pod().documents().forEach((name, content) -> podAnnotations.put(StepLabels.document(name), content));
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(step.owner().getMetadata().getNamespace())
                .withName(step.jobName(attempt))
                .withLabels(labels)
                .withAnnotations(jobAnnotations)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(step.owner().getApiVersion())
                        .withKind(step.owner().getKind())
                        .withName(step.owner().getMetadata().getName())
                        .withUid(step.owner().getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(step.limits().retries())
                .withActiveDeadlineSeconds(step.limits().deadline().toSeconds())
                .withTtlSecondsAfterFinished(
                        Math.toIntExact(step.limits().kept().toSeconds()))
                .withPodFailurePolicy(podFailurePolicy(step.pod()))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(podAnnotations)
                .endMetadata()
                .withSpec(pods.of(step.pod()))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Map<String, String> labels(Step step, int attempt) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(StepLabels.MANAGED_BY, StepLabels.OPERATOR);
        labels.put(StepLabels.KIND, step.owner().getKind());
        labels.put(StepLabels.INPUT, StepObserver.inputLabel(step.inputHash()));
        labels.put(StepLabels.ATTEMPT, Integer.toString(attempt));
        return labels;
    }

    /** A disruption is no failure; an exit that the same input would meet again ends the Job at once. */
    private static PodFailurePolicy podFailurePolicy(PodPlan pod) {
        PodFailurePolicyBuilder policy = new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule();
        for (StepContainer container : pod.containers()) {
            policy.addNewRule()
                    .withAction("FailJob")
                    .withNewOnExitCodes()
                    .withContainerName(container.name())
                    .withOperator("In")
                    .withValues(ExitCodes.ofNoUse(container.work()))
                    .endOnExitCodes()
                    .endRule();
        }
        return policy.build();
    }
}
