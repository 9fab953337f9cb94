package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance.Making;
import java.util.List;
import java.util.Objects;

/** What an AnnotationJob has made: the labels that were accepted. */
public final class AnnotationStatements {

    private AnnotationStatements() {}

    public static List<InTotoStatement<?>> of(AnnotationJob job, AnnotationJobStatus status) {
        AnnotationJobStatus.Labels labels = status.labels();
        if (labels == null) {
            return List.of();
        }
        Made made = new Made(Making.LABELS, job)
                .subject(Ledger.LABELS, labels.snapshot())
                .from(Objects.requireNonNull(status.dataset(), "labels are for a pinned Dataset"))
                .from(
                        "selection",
                        Objects.requireNonNull(status.tasks(), "labels are of tasks")
                                .selection()
                                .digest())
                .besides(Ledger.REVIEW, Objects.requireNonNull(status.review(), "what is accepted was reviewed"))
                .value("inputHash", status.inputHash());
        return List.of(made.by(Objects.requireNonNull(status.handIn(), "labels come from a hand-in")));
    }
}
