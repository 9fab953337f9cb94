package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that can change what is measured. Gates are no part of it: they are judged on what was measured. Nor are the places
 * where things lie, and resources.
 *
 * @param format of the request: raised when the same request would give another report
 * @param slices with their predicates, which are no part of a Dataset's digest
 * @param threads may change how a network's sums are rounded, and change its speed
 */
public record EvaluationInput(
        int format,
        String model,
        @Nullable String baseline,
        String dataset,
        List<Slice> slices,
        EvaluationSpec.Split split,
        long seed,
        int threads) {

    private static final int THREADS = 2;

    /**
     * The input of an Evaluation.
     *
     * @param pins what its references come to
     */
    public static EvaluationInput of(EvaluationSpec spec, Pins pins) {
        PinnedModel baseline = pins.baseline();
        return new EvaluationInput(
                EvaluateRequest.FORMAT,
                pins.model().digest(),
                baseline == null ? null : baseline.digest(),
                pins.dataset().digest(),
                pins.slices(),
                split(spec),
                Objects.requireNonNullElse(spec.seed(), 0L),
                Objects.requireNonNullElse(spec.threads(), THREADS));
    }

    /** The slices that a Dataset declares, sorted by name: all of them are measured. */
    public static List<Slice> slices(DatasetSpec dataset) {
        return Objects.requireNonNullElse(dataset.slices(), List.<DatasetSpec.Slice>of()).stream()
                .map(slice -> new Slice(slice.name(), slice.where()))
                .sorted(Comparator.comparing(Slice::name))
                .toList();
    }

    static EvaluationSpec.Split split(EvaluationSpec spec) {
        return Objects.requireNonNullElse(spec.split(), EvaluationSpec.Split.test);
    }

    /** {@code status.inputHash}. */
    public Digest hash() {
        return Documents.digest(this);
    }
}
