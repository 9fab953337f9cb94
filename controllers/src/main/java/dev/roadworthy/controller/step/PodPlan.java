package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod of a step.
 *
 * @param containers at least one; they run one after the other, and the last one's result is the step's
 * @param documents small files that every container can read in {@value #DOCUMENTS}, by name
 * @param placement which nodes may run it
 */
public record PodPlan(List<StepContainer> containers, Map<String, String> documents, Placement placement) {

    /** Where the documents lie in each container. */
    public static final String DOCUMENTS = "/etc/roadworthy";

    /**
     * Which nodes may run a pod.
     *
     * @param nodeSelector labels that they have
     * @param tolerations taints that the pod stands
     * @param runtimeClassName null for the cluster's default
     */
    public record Placement(
            Map<String, String> nodeSelector,
            List<Toleration> tolerations,
            @Nullable String runtimeClassName) {

        public static final Placement ANYWHERE = new Placement(Map.of(), List.of(), null);
    }

    /** The container whose result is the step's. */
    public StepContainer last() {
        return containers.getLast();
    }
}
