package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the references of an Evaluation come to now.
 *
 * @param model that is to be measured
 * @param modelOutOfDate why its TrainingRun is not current; null where it is, or nothing is known
 * @param baseline that it is to be compared with; null for none
 * @param dataset that it is to be measured on
 * @param slices that the Dataset declares, sorted by name; meaningful where {@code dataset} resolves
 */
record Upstream(
        Reference<PinnedModel> model,
        @Nullable String modelOutOfDate,
        @Nullable Reference<PinnedModel> baseline,
        Reference<PinnedDataset> dataset,
        List<Slice> slices) {

    // A watch tells at once; this is for the event that got lost.
    private static final Duration RECHECK = Duration.ofMinutes(10);

    /** All that can be pinned; empty where a reference does not resolve. */
    Optional<Pins> pins() {
        PinnedModel pinnedBaseline = pin(baseline);
        if (!(model instanceof Reference.Resolved<PinnedModel>(PinnedModel pinnedModel))
                || !(dataset instanceof Reference.Resolved<PinnedDataset>(PinnedDataset pinnedDataset))
                || (baseline != null && pinnedBaseline == null)) {
            return Optional.empty();
        }
        return Optional.of(new Pins(pinnedModel, pinnedBaseline, pinnedDataset, slices));
    }

    private static @Nullable PinnedModel pin(@Nullable Reference<PinnedModel> reference) {
        return reference instanceof Reference.Resolved<PinnedModel>(PinnedModel pin) ? pin : null;
    }

    /** What is waited for first; empty where all resolve. */
    Optional<Outcome> missing() {
        return missing("Model", model)
                .or(() -> missing("Dataset", dataset))
                .or(() -> baseline == null ? Optional.empty() : missing("Baseline", baseline));
    }

    private static Optional<Outcome> missing(String role, Reference<?> reference) {
        return switch (reference) {
            case Reference.Resolved<?> resolved -> Optional.empty();
            case Reference.Dangling<?> dangling ->
                Optional.of(new Outcome.Wait(role + "Dangling", dangling.message(), RECHECK));
            case Reference.Stale<?> stale -> Optional.of(new Outcome.Wait(role + "NotReady", stale.message(), RECHECK));
        };
    }
}
