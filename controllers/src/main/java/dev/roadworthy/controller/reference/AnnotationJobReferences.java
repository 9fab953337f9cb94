package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.PinnedLabels;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves references to AnnotationJobs, and so to their labels. */
public final class AnnotationJobReferences {

    private AnnotationJobReferences() {}

    /**
     * What a name comes to.
     *
     * @param field that has the name, for example {@code spec.labelsFrom}
     * @param namespace of the object that refers
     * @param found the AnnotationJob of that name there
     */
    public static Reference<PinnedLabels> resolve(
            String field, String name, String namespace, Optional<AnnotationJob> found) {
        if (found.isEmpty()) {
            return new Reference.Dangling<>(
                    "%s names AnnotationJob %s, which is not in namespace %s; apply it, or name another"
                            .formatted(field, name, namespace));
        }
        @Nullable AnnotationJobStatus status = found.get().getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), found.get().getMetadata().getGeneration())) {
            return new Reference.Stale<>(
                    "AnnotationJob %s has changed and is not looked at yet; nothing to do".formatted(name));
        }
        AnnotationJobStatus.Labels labels = status.labels();
        if (!Conditions.isTrue(status.conditions(), OutcomeConditions.READY) || labels == null) {
            return new Reference.Stale<>("AnnotationJob %s is not Ready (%s); see its conditions"
                    .formatted(
                            name,
                            Conditions.find(status.conditions(), OutcomeConditions.READY)
                                    .map(Condition::reason)
                                    .orElse("Unknown")));
        }
        return new Reference.Resolved<>(new PinnedLabels(name, labels.snapshot()));
    }
}
