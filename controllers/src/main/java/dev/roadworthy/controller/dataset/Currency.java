package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedLabels;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a Dataset is still made of what its references name. It never makes one be indexed. */
final class Currency {

    private Currency() {}

    /** The first input that differs decides; none for a Dataset that refers to nothing. */
    static Optional<Statement> of(Inputs pin, Upstream upstream) {
        if (upstream.isEmpty()) {
            return Optional.empty();
        }
        Stream<Optional<Statement>> datasets = IntStream.range(0, pin.extended().size())
                .mapToObj(
                        i -> dataset(pin.extended().get(i), upstream.extended().get(i)));
        Stream<Optional<Statement>> labels = IntStream.range(0, pin.labelsFrom().size())
                .mapToObj(i -> labels(pin.labelsFrom().get(i), upstream.labels().get(i)));
        Stream<Statement> differing = Stream.concat(datasets, labels).flatMap(Optional::stream);
        return differing
                .findFirst()
                .or(() -> Optional.of(new Statement(
                        Reference.CURRENT, Status.True, "UpToDate", "every input still has the pinned digest")));
    }

    private static Optional<Statement> dataset(PinnedDataset pin, Reference<PinnedDataset> now) {
        return compared("Dataset %s had the digest".formatted(pin.name()), pin.digest(), now, found -> found.digest());
    }

    private static Optional<Statement> labels(PinnedLabels pin, Reference<PinnedLabels> now) {
        return compared(
                "AnnotationJob %s had the labels".formatted(pin.name()),
                pin.snapshot().digest(),
                now,
                found -> found.snapshot().digest());
    }

    private static <P> Optional<Statement> compared(
            String what, String digest, Reference<P> now, Function<P, String> digestOf) {
        return switch (now) {
            case Reference.Resolved<P>(P found) when digestOf.apply(found).equals(digest) -> Optional.empty();
            case Reference.Resolved<P>(P found) ->
                Optional.of(new Statement(
                        Reference.CURRENT,
                        Status.False,
                        "UpstreamChanged",
                        "%s %s when this one was made, and has %s now; to take that in, apply a Dataset of another name"
                                .formatted(what, digest, digestOf.apply(found))));
            case Reference.Dangling<P> dangling ->
                Optional.of(new Statement(
                        Reference.CURRENT,
                        Status.Unknown,
                        "UpstreamGone",
                        "%s %s when this one was made, and is gone".formatted(what, digest)));
            case Reference.Stale<P> stale ->
                Optional.of(new Statement(Reference.CURRENT, Status.Unknown, "UpstreamNotReady", stale.message()));
        };
    }
}
