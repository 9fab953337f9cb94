package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Lineage;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that can change the result of a training. Means (resources, placement, deadline, retries) are no part of it.
 *
 * @param seed decimal: canonical JSON has no integers above 2^53
 */
public record TrainingInput(
        String dataset,
        String image,
        @Nullable String commit,
        List<String> command,
        Map<String, String> parameters,
        String seed) {

    /**
     * The input of a run.
     *
     * @param dataset that it is trained on
     */
    public static TrainingInput of(TrainingRunSpec spec, PinnedDataset dataset) {
        return new TrainingInput(
                dataset.digest(),
                spec.image().substring(spec.image().indexOf('@') + 1),
                spec.code() == null ? null : spec.code().commit(),
                Objects.requireNonNullElse(spec.command(), List.of()),
                new TreeMap<>(Objects.requireNonNullElse(spec.parameters(), Map.of())),
                Long.toString(Objects.requireNonNullElse(spec.seed(), 0L)));
    }

    /** {@code status.inputHash}. */
    public Digest hash() {
        return Documents.digest(this);
    }

    Lineage lineage() {
        return new Lineage(dataset, image, commit, Documents.digest(parameters).value());
    }
}
