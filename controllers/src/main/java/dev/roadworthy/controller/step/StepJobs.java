package dev.roadworthy.controller.step;

import dev.roadworthy.contract.StepResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Job that is desired of a step. */
public final class StepJobs {

    private static final String CONTAINER = "step";
    private static final String REQUEST_DIR = "/etc/roadworthy";
    private static final String SOURCE_DIR = "/etc/roadworthy-source";
    private static final long USER = 65532L;

    // A day, so that a person can read the logs, and an operator that was away finds the result.
    private static final int TTL_SECONDS = 24 * 60 * 60;
    private static final long DEADLINE_SECONDS = 24L * 60 * 60;
    private static final int BACKOFF_LIMIT = 2;

    // What the JVM exits with under -XX:+ExitOnOutOfMemoryError, and a process that the kernel killed for memory.
    static final int JVM_OUT_OF_MEMORY = 3;
    static final int KILLED = 137;

    private final StepDefaults defaults;

    public StepJobs(StepDefaults defaults) {
        this.defaults = defaults;
    }

    /**
     * The Job of a step.
     *
     * @param attempt 1 for the first
     */
    public Job of(Step step, int attempt) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(StepLabels.MANAGED_BY, StepLabels.OPERATOR);
        labels.put(StepLabels.KIND, step.owner().getKind());
        labels.put(StepLabels.INPUT, StepObserver.inputLabel(step.inputHash()));
        labels.put(StepLabels.ATTEMPT, Integer.toString(attempt));
        Map<String, String> annotations = Map.of(
                StepLabels.OWNER, step.owner().getMetadata().getName(),
                StepLabels.REQUEST, step.request());
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(step.owner().getMetadata().getNamespace())
                .withName(step.jobName(attempt))
                .withLabels(labels)
                .withAnnotations(
                        Map.of(StepLabels.OWNER, step.owner().getMetadata().getName()))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(step.owner().getApiVersion())
                        .withKind(step.owner().getKind())
                        .withName(step.owner().getMetadata().getName())
                        .withUid(step.owner().getMetadata().getUid())
                        .withController(true)
                        .build())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(BACKOFF_LIMIT)
                .withActiveDeadlineSeconds(DEADLINE_SECONDS)
                .withTtlSecondsAfterFinished(TTL_SECONDS)
                .withPodFailurePolicy(podFailurePolicy())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(podSpec(step).build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpecBuilder podSpec(Step step) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(defaults.serviceAccount())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(step))
                .withVolumes(volumes(step));
    }

    private Container container(Step step) {
        ContainerBuilder container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(defaults.workerImage())
                .withImagePullPolicy(defaults.imagePullPolicy())
                .withArgs(step.command(), "--request", REQUEST_DIR + "/request.json")
                .withEnv(environment(step))
                // Where a step dies without a word, its last log lines are the message.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewResources()
                .withRequests(quantities(step.resources().requests()))
                .withLimits(quantities(step.resources().limits()))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("request")
                .withMountPath(REQUEST_DIR)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount();
        if (defaults.storeSecret() != null) {
            container
                    .addNewEnvFrom()
                    .withNewSecretRef()
                    .withName(defaults.storeSecret())
                    .endSecretRef()
                    .endEnvFrom();
        }
        if (step.sourceSecret() != null) {
            container
                    .addNewVolumeMount()
                    .withName("source")
                    .withMountPath(SOURCE_DIR)
                    .withReadOnly(true)
                    .endVolumeMount();
        }
        return container.build();
    }

    private List<EnvVar> environment(Step step) {
        Map<String, String> environment = new TreeMap<>(defaults.environment());
        environment.put("ROADWORTHY_STORE", defaults.artifactStore());
        if (step.sourceSecret() != null) {
            environment.put("ROADWORTHY_SOURCE_CREDENTIALS", SOURCE_DIR);
        }
        return environment.entrySet().stream()
                .map(e -> new EnvVarBuilder()
                        .withName(e.getKey())
                        .withValue(e.getValue())
                        .build())
                .toList();
    }

    private static List<Volume> volumes(Step step) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName("request")
                .withNewDownwardAPI()
                .addNewItem()
                .withPath("request.json")
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + StepLabels.REQUEST + "']")
                .endFieldRef()
                .endItem()
                .endDownwardAPI()
                .build());
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        if (step.sourceSecret() != null) {
            volumes.add(new VolumeBuilder()
                    .withName("source")
                    .withNewSecret()
                    .withSecretName(step.sourceSecret())
                    .endSecret()
                    .build());
        }
        return volumes;
    }

    /** A disruption is no failure; an exit that the same input would meet again ends the Job at once. */
    private static PodFailurePolicy podFailurePolicy() {
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withOperator("In")
                .withValues(JVM_OUT_OF_MEMORY, StepResult.REJECTED_EXIT_CODE, StepResult.UNAVAILABLE_EXIT_CODE, KILLED)
                .endOnExitCodes()
                .endRule()
                .build();
    }

    private static Map<String, Quantity> quantities(@Nullable Map<String, IntOrString> declared) {
        Map<String, Quantity> quantities = new HashMap<>();
        if (declared != null) {
            declared.forEach((name, value) -> quantities.put(name, Quantity.parse(String.valueOf(value.getValue()))));
        }
        return quantities;
    }
}
