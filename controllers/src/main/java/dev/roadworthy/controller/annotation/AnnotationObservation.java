package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.reference.Reference;
import org.jspecify.annotations.Nullable;

/**
 * All that was read about an AnnotationJob.
 *
 * @param job the object
 * @param dataset what its reference comes to now
 * @param pursued what its status has pinned for its spec of now; null where nothing is
 */
record AnnotationObservation(
        AnnotationJob job,
        Reference<PinnedDataset> dataset,
        @Nullable Pursued pursued) {

    /**
     * Work that is wanted, with its Dataset pinned.
     *
     * @param stage how far it is; null where its end stands in the status
     */
    record Pursued(PinnedDataset dataset, @Nullable Stage stage) {}
}
