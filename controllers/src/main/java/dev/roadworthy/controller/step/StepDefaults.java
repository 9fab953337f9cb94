package dev.roadworthy.controller.step;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all steps of an installation have in common.
 *
 * @param workerImage the worker's image
 * @param imagePullPolicy of the worker's image
 * @param serviceAccount that step pods run as; it needs no right in Kubernetes
 * @param artifactStore root of the artifact store, {@code s3://bucket/prefix}
 * @param storeSecret Secret in the object's namespace with AWS's variables for the artifact store; null where the
 *     ServiceAccount itself gives access
 * @param environment further variables of every step, for example {@code AWS_REGION}
 */
public record StepDefaults(
        String workerImage,
        String imagePullPolicy,
        String serviceAccount,
        String artifactStore,
        @Nullable String storeSecret,
        Map<String, String> environment) {}
