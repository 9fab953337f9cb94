package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;

/** Whether a finished run is still about what its references name. It never makes a run start. */
final class Currency {

    private Currency() {}

    static Statement of(PinnedDataset pinned, Reference<PinnedDataset> now) {
        return switch (now) {
            case Reference.Resolved<PinnedDataset> resolved ->
                compared(pinned, resolved.pin().digest());
            case Reference.Dangling<PinnedDataset> dangling ->
                new Statement(
                        Reference.CURRENT,
                        Status.Unknown,
                        "UpstreamGone",
                        "Dataset %s, trained on at %s, is gone".formatted(pinned.name(), pinned.digest()));
            case Reference.Stale<PinnedDataset> stale ->
                new Statement(Reference.CURRENT, Status.Unknown, "UpstreamNotReady", stale.message());
        };
    }

    private static Statement compared(PinnedDataset pinned, String now) {
        return pinned.digest().equals(now)
                ? new Statement(
                        Reference.CURRENT,
                        Status.True,
                        "UpToDate",
                        "Dataset %s still is %s".formatted(pinned.name(), now))
                : new Statement(
                        Reference.CURRENT,
                        Status.False,
                        "UpstreamChanged",
                        ("Dataset %s was %s when it was trained on, and is %s now; to train on that, apply a TrainingRun of"
                                        + " another name, or change an input of this one, for example its seed")
                                .formatted(pinned.name(), pinned.digest(), now));
    }
}
