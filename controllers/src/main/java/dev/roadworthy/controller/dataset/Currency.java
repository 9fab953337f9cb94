package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a Dataset is still made of what its references name. It never makes one be indexed. */
final class Currency {

    static final String CURRENT = "Current";

    private Currency() {}

    /** The first input that differs decides; none for a Dataset that refers to nothing. */
    static Optional<Statement> of(Inputs pin, Upstream upstream) {
        if (upstream.isEmpty()) {
            return Optional.empty();
        }
        Stream<Statement> differing = IntStream.range(0, pin.extended().size())
                .mapToObj(
                        i -> compared(pin.extended().get(i), upstream.extended().get(i)))
                .flatMap(Optional::stream);
        return differing
                .findFirst()
                .or(() -> Optional.of(
                        new Statement(CURRENT, Status.True, "UpToDate", "every input still has the pinned digest")));
    }

    private static Optional<Statement> compared(PinnedDataset pin, Reference<PinnedDataset> now) {
        return switch (now) {
            case Reference.Resolved<PinnedDataset>(PinnedDataset found)
            when found.digest().equals(pin.digest()) -> Optional.empty();
            case Reference.Resolved<PinnedDataset>(PinnedDataset found) ->
                Optional.of(new Statement(
                        CURRENT,
                        Status.False,
                        "UpstreamChanged",
                        "Dataset %s was %s when this one was made, and is %s now; to take that in, apply a Dataset of another name"
                                .formatted(pin.name(), pin.digest(), found.digest())));
            case Reference.Dangling<PinnedDataset> dangling ->
                Optional.of(new Statement(
                        CURRENT,
                        Status.Unknown,
                        "UpstreamGone",
                        "Dataset %s, taken in at %s, is gone".formatted(pin.name(), pin.digest())));
            case Reference.Stale<PinnedDataset> stale ->
                Optional.of(new Statement(CURRENT, Status.Unknown, "UpstreamNotReady", stale.message()));
        };
    }
}
