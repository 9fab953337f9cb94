package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.check.plan.Results.Result;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import java.util.Optional;

/** One whose input has a result already: only a cluster knows what its references come to. */
final class Cached {

    private Cached() {}

    static Optional<Effect> of(Resolution resolution, ObjectName name) {
        return resolution.result(name).map(result -> new Effect(Effect.Type.CACHED, why(name, result)));
    }

    private static String why(ObjectName name, Result result) {
        return name.target().kind() == Kind.TRAINING_RUN
                ? "attempt %d of %s trained this input: its model is taken".formatted(result.attempt(), result.object())
                : "attempt %d of %s measured this input: its report is taken, and held against the gates"
                        .formatted(result.attempt(), result.object());
    }
}
