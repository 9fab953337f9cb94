package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the status of an AnnotationJob has settled. */
final class AnnotationPin {

    private AnnotationPin() {}

    /**
     * The Dataset that is pinned for the spec of now: with it, the spec still has the input hash of the status. A refusal
     * to lay frames out holds only for the Dataset that it speaks of.
     */
    static @Nullable PinnedDataset of(AnnotationJob job, Reference<PinnedDataset> now) {
        AnnotationJobStatus status = job.getStatus();
        if (status == null || status.dataset() == null) {
            return null;
        }
        PinnedDataset pin = status.dataset();
        boolean isOvertaken = isRefused(status)
                && now instanceof Reference.Resolved<PinnedDataset>(PinnedDataset found)
                && !found.equals(pin);
        return !isOvertaken
                        && pin.name().equals(job.getSpec().datasetRef().name())
                        && AnnotationInput.of(job.getSpec(), pin).hash().value().equals(status.inputHash())
                ? pin
                : null;
    }

    /** Whether the end of this very spec stands in the status: nothing is read any more. */
    static boolean isSettled(AnnotationJob job) {
        AnnotationJobStatus status = job.getStatus();
        return status != null
                && Objects.equals(status.observedGeneration(), job.getMetadata().getGeneration())
                && (Conditions.isTrue(status.conditions(), OutcomeConditions.READY) || isRefused(status));
    }

    /** No frames could be laid out. Whoever labels can still mend what was refused later. */
    private static boolean isRefused(AnnotationJobStatus status) {
        return status.tasks() == null && Conditions.isTrue(status.conditions(), OutcomeConditions.STALLED);
    }
}
