package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJobSpec;
import dev.roadworthy.api.v1alpha1.AnnotationJobSpec.Gold;
import dev.roadworthy.api.v1alpha1.AnnotationJobSpec.Select;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.SelectRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that can change which frames are laid out, and where. The limit on agreement is no part of it: it is judged on what
 * was measured.
 *
 * @param format of the request: raised when the same request would give other tasks
 * @param dataset the Dataset's digest
 * @param manifest the digest of its manifest, which defines its slices; null where none is named
 * @param uri below which the tasks go
 */
public record AnnotationInput(
        int format,
        String dataset,
        @Nullable String manifest,
        @Nullable String slice,
        @Nullable String where,
        int limit,
        long seed,
        SelectRequest.@Nullable Gold gold,
        String uri) {

    private static final int LIMIT = 500;
    private static final int GOLD_PERCENT = 5;
    private static final int FOLDER_DIGITS = 16;
    private static final Select ALL = new Select(null, null, null, null);

    /**
     * The input of an AnnotationJob.
     *
     * @param dataset whose frames are labelled
     */
    public static AnnotationInput of(AnnotationJobSpec spec, PinnedDataset dataset) {
        Select select = Objects.requireNonNullElse(spec.select(), ALL);
        return new AnnotationInput(
                SelectRequest.FORMAT,
                dataset.digest(),
                select.slice() == null ? null : dataset.manifest().digest(),
                select.slice(),
                select.where(),
                Objects.requireNonNullElse(select.limit(), LIMIT),
                Objects.requireNonNullElse(select.seed(), 0L),
                spec.quality() == null ? null : gold(spec.quality().gold()),
                Objects.requireNonNull(spec.tool().files(), "the CRD admits no other tool")
                        .uri());
    }

    private static SelectRequest.Gold gold(Gold gold) {
        return new SelectRequest.Gold(Objects.requireNonNullElse(gold.percent(), GOLD_PERCENT), gold.where());
    }

    Digest hash() {
        return Documents.digest(this);
    }

    /** Of its own for each input: what was begun for another stays as it is. */
    String folder() {
        return "%s%s/".formatted(uri, hash().hex().substring(0, FOLDER_DIGITS));
    }
}
