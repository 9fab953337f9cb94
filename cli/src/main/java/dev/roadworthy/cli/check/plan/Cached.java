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
        boolean trains = name.target().kind() == Kind.TRAINING_RUN;
        return result.maker()
                .map(maker -> trains
                        ? "attempt %d of %s trained this input: its model is taken"
                                .formatted(maker.attempt(), maker.object())
                        : "attempt %d of %s measured this input: its report is taken, and held against the gates"
                                .formatted(maker.attempt(), maker.object()))
                .orElse(
                        trains
                                ? "the artifact store has a model of this input: it is taken"
                                : "the artifact store has a report of this input: it is taken, and held against the gates");
    }
}
