package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a finished Evaluation is still about what its references name. It never makes one start. */
final class Currency {

    private static final String AGAIN =
            "to measure that, apply an Evaluation of another name, or change an input of this one, for example its seed";

    private Currency() {}

    /** What is known to differ comes before what cannot be told. */
    static Statement of(Pins pins, Upstream now) {
        List<Statement> deviations = Stream.of(
                        model(pins.model(), now.model()),
                        outOfDate(pins.model(), now),
                        dataset(pins, now),
                        baseline(pins, now))
                .flatMap(Optional::stream)
                .toList();
        return deviations.stream()
                .filter(deviation -> deviation.status() == Status.False)
                .findFirst()
                .or(() -> deviations.stream().findFirst())
                .orElseGet(() -> new Statement(
                        Reference.CURRENT,
                        Status.True,
                        "UpToDate",
                        "TrainingRun %s still has model %s, and Dataset %s still is %s"
                                .formatted(
                                        pins.model().name(),
                                        pins.model().digest(),
                                        pins.dataset().name(),
                                        pins.dataset().digest())));
    }

    private static Optional<Statement> model(PinnedModel pinned, Reference<PinnedModel> now) {
        return switch (now) {
            case Reference.Resolved<PinnedModel> resolved ->
                changed(
                        "TrainingRun %s had the model".formatted(pinned.name()),
                        pinned.digest(),
                        resolved.pin().digest());
            case Reference.Dangling<PinnedModel> dangling ->
                gone("TrainingRun %s, whose model %s was measured,".formatted(pinned.name(), pinned.digest()));
            case Reference.Stale<PinnedModel> stale -> notReady(stale.message());
        };
    }

    private static Optional<Statement> outOfDate(PinnedModel pinned, Upstream now) {
        return Optional.ofNullable(now.modelOutOfDate())
                .map(why -> statement(
                        Status.False,
                        "UpstreamNotCurrent",
                        "TrainingRun %s is itself not current: %s".formatted(pinned.name(), why)));
    }

    /** A baseline is what vehicles run: that it is old is no fault. */
    private static Optional<Statement> baseline(Pins pins, Upstream now) {
        PinnedModel pinned = pins.baseline();
        Reference<PinnedModel> reference = now.baseline();
        return pinned == null || reference == null ? Optional.empty() : model(pinned, reference);
    }

    private static Optional<Statement> dataset(Pins pins, Upstream now) {
        PinnedDataset pinned = pins.dataset();
        return switch (now.dataset()) {
            case Reference.Resolved<PinnedDataset> resolved ->
                changed(
                                "Dataset %s was".formatted(pinned.name()),
                                pinned.digest(),
                                resolved.pin().digest())
                        .or(() -> slices(pins, now));
            case Reference.Dangling<PinnedDataset> dangling ->
                gone("Dataset %s, measured on at %s,".formatted(pinned.name(), pinned.digest()));
            case Reference.Stale<PinnedDataset> stale -> notReady(stale.message());
        };
    }

    private static Optional<Statement> slices(Pins pins, Upstream now) {
        return pins.slices().equals(now.slices())
                ? Optional.empty()
                : Optional.of(statement(
                        Status.False,
                        "UpstreamChanged",
                        "Dataset %s declares other slices than it did; %s"
                                .formatted(pins.dataset().name(), AGAIN)));
    }

    private static Optional<Statement> changed(String what, String then, String now) {
        return then.equals(now)
                ? Optional.empty()
                : Optional.of(statement(
                        Status.False,
                        "UpstreamChanged",
                        "%s %s when it was measured, and it is %s now; %s".formatted(what, then, now, AGAIN)));
    }

    private static Optional<Statement> gone(String what) {
        return Optional.of(statement(Status.Unknown, "UpstreamGone", what + " is gone"));
    }

    private static Optional<Statement> notReady(String why) {
        return Optional.of(statement(Status.Unknown, "UpstreamNotReady", why));
    }

    private static Statement statement(Status status, String reason, String message) {
        return new Statement(Reference.CURRENT, status, reason, message);
    }
}
