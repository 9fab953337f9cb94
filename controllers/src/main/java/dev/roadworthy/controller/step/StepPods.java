package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.api.v1alpha1.Toleration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pod of a step: all but its last container are init containers, so that each waits for the one before. */
final class StepPods {

    private static final String SOURCE_DIR = "/etc/roadworthy-source";
    private static final String DOCUMENTS = "documents";
    private static final String SOURCE = "source";
    private static final long USER = 65532L;

    private final StepDefaults defaults;

    StepPods(StepDefaults defaults) {
        this.defaults = defaults;
    }

    PodSpec of(PodPlan plan) {
        List<Container> containers =
                plan.containers().stream().map(this::container).toList();
        PodPlan.Placement placement = plan.placement();
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
                .withNodeSelector(placement.nodeSelector())
                .withTolerations(placement.tolerations().stream()
                        .map(StepPods::toleration)
                        .toList())
                .withRuntimeClassName(placement.runtimeClassName())
                .withInitContainers(containers.subList(0, containers.size() - 1))
                .withContainers(containers.getLast())
                .withVolumes(volumes(plan))
                .build();
    }

    private Container container(StepContainer step) {
        ContainerBuilder container = new ContainerBuilder()
                .withName(step.name())
                // Where a container dies without a word, its last log lines are the message.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withResources(resources(step.resources()))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
        mount(container, DOCUMENTS, PodPlan.DOCUMENTS, StepContainer.Access.READ);
        mount(container, scratch(step), "/tmp", StepContainer.Access.WRITE);
        step.folders().forEach(folder -> mount(container, folder.name(), folder.path(), folder.access()));
        Map<String, String> environment = new TreeMap<>(step.environment());
        switch (step.work()) {
            case StepContainer.Worker worker -> work(container, worker, environment);
            case StepContainer.Image image -> container.withImage(image.image()).withCommand(image.command());
        }
        return container.withEnv(variables(environment)).build();
    }

    private void work(ContainerBuilder container, StepContainer.Worker worker, Map<String, String> environment) {
        environment.putAll(defaults.environment());
        environment.put("ROADWORTHY_STORE", defaults.artifactStore());
        container
                .withImage(defaults.workerImage())
                .withImagePullPolicy(defaults.imagePullPolicy())
                .withArgs(worker.command(), "--request", PodPlan.DOCUMENTS + "/" + worker.request());
        if (defaults.storeSecret() != null) {
            container
                    .addNewEnvFrom()
                    .withNewSecretRef()
                    .withName(defaults.storeSecret())
                    .endSecretRef()
                    .endEnvFrom();
        }
        if (worker.sourceSecret() != null) {
            environment.put("ROADWORTHY_SOURCE_CREDENTIALS", SOURCE_DIR);
            mount(container, SOURCE, SOURCE_DIR, StepContainer.Access.READ);
        }
    }

    private static void mount(ContainerBuilder container, String volume, String path, StepContainer.Access access) {
        container
                .addNewVolumeMount()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(access == StepContainer.Access.READ)
                .endVolumeMount();
    }

    private static List<EnvVar> variables(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(e -> new EnvVarBuilder()
                        .withName(e.getKey())
                        // The kubelet puts variables in the place of $(NAME), and reads $$ as a dollar sign.
                        .withValue(e.getValue().replace("$", "$$"))
                        .build())
                .toList();
    }

    private static List<Volume> volumes(PodPlan plan) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName(DOCUMENTS)
                .withNewDownwardAPI()
                .withItems(new TreeMap<>(plan.documents())
                        .keySet().stream().map(StepPods::document).toList())
                .endDownwardAPI()
                .build());
        plan.containers().stream().map(StepPods::scratch).map(StepPods::empty).forEach(volumes::add);
        plan.containers().stream()
                .flatMap(container -> container.folders().stream())
                .map(StepContainer.Folder::name)
                .distinct()
                .map(StepPods::empty)
                .forEach(volumes::add);
        plan.containers().stream()
                .map(StepPods::sourceSecret)
                .flatMap(Optional::stream)
                .map(secret -> new VolumeBuilder()
                        .withName(SOURCE)
                        .withNewSecret()
                        .withSecretName(secret)
                        .endSecret()
                        .build())
                .forEach(volumes::add);
        return volumes;
    }

    private static Optional<String> sourceSecret(StepContainer container) {
        return container.work() instanceof StepContainer.Worker worker
                ? Optional.ofNullable(worker.sourceSecret())
                : Optional.empty();
    }

    private static DownwardAPIVolumeFile document(String name) {
        return new DownwardAPIVolumeFileBuilder()
                .withPath(name)
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + StepLabels.document(name) + "']")
                .endFieldRef()
                .build();
    }

    private static Volume empty(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    /** A container's own {@code /tmp}: it is empty at its start, whoever ran before. */
    private static String scratch(StepContainer container) {
        return "tmp-" + container.name();
    }

    private static io.fabric8.kubernetes.api.model.Toleration toleration(Toleration declared) {
        return new TolerationBuilder()
                .withKey(declared.key())
                .withOperator(
                        declared.operator() == null ? null : declared.operator().name())
                .withValue(declared.value())
                .withEffect(declared.effect() == null ? null : declared.effect().name())
                .withTolerationSeconds(declared.tolerationSeconds())
                .build();
    }

    private static ResourceRequirements resources(Resources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(resources.requests()))
                .withLimits(quantities(resources.limits()))
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
