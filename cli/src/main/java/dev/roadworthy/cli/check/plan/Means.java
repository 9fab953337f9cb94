package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.object.Kind;
import java.util.List;
import java.util.Optional;

/** What a change comes to that is of no input: limits are judged again, and a release goes on in another way. */
final class Means {

    private Means() {}

    static Effect effect(Kind kind, List<FieldChange> changes) {
        return switch (kind) {
            case DATASET ->
                find(changes, "checks")
                        .map(check -> judged(check, "what was counted is held against other limits"))
                        .orElseGet(() -> nothing(changes));
            case EVALUATION ->
                find(changes, "gates")
                        .map(gate -> judged(gate, "what was measured is held against other gates"))
                        .orElseGet(() -> nothing(changes));
            case ANNOTATION_JOB ->
                find(changes, "quality")
                        .map(quality -> judged(quality, "what is handed in is held against another limit"))
                        .orElseGet(() -> nothing(changes));
            case TRAINING_RUN ->
                new Effect(
                        Effect.Type.NOTHING,
                        "%s; no input changes. Only a run that failed is tried again".formatted(changes.getFirst()));
            case EDGE_RELEASE -> release(changes);
        };
    }

    private static Effect judged(FieldChange change, String why) {
        return new Effect(Effect.Type.JUDGED_AGAIN, "%s; %s, and nothing runs".formatted(change, why));
    }

    private static Effect nothing(List<FieldChange> changes) {
        return new Effect(Effect.Type.NOTHING, "%s; no input changes".formatted(changes.getFirst()));
    }

    private static Effect release(List<FieldChange> changes) {
        return path(changes, "spec.rollout.aborted")
                .map(aborted -> new Effect(
                        Effect.Type.ROLLS_OUT,
                        aborted.after().asBoolean()
                                ? "it is ended: nothing is offered, and vehicles that run it go back"
                                : "what was ended stays ended; release another version"))
                .or(() -> path(changes, "spec.approval.digest")
                        .map(approval -> new Effect(
                                Effect.Type.ROLLS_OUT,
                                approval.after().isTextual()
                                        ? "candidate %s is approved: it is signed, packed and rolled out"
                                                .formatted(FieldChange.shown(approval.after()))
                                        : "its approval is taken away; what is signed stays so")))
                .or(() -> path(changes, "spec.rollout.paused")
                        .map(paused -> new Effect(
                                Effect.Type.ROLLS_OUT,
                                paused.after().asBoolean() ? "it is paused: no wave begins" : "it goes on")))
                .or(() -> find(changes, "rollout")
                        .map(rollout -> new Effect(Effect.Type.ROLLS_OUT, "%s; the same bundle".formatted(rollout))))
                .orElseGet(() -> nothing(changes));
    }

    private static Optional<FieldChange> find(List<FieldChange> changes, String field) {
        return changes.stream().filter(change -> change.isOf(field)).findFirst();
    }

    private static Optional<FieldChange> path(List<FieldChange> changes, String path) {
        return changes.stream().flatMap(change -> change.at(path).stream()).findFirst();
    }
}
