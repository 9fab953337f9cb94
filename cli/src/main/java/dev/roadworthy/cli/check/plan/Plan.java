package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.object.Kind;
import java.util.List;

/** What a merge does, object by object; what it leaves alone is not in it. */
public record Plan(List<Change> changes) {

    /** GPU hours of all that runs, as far as there is a history to tell from. */
    public double gpuHours() {
        return changes.stream()
                .mapToDouble(change -> change.cost().gpuHours().orElse(0))
                .sum();
    }

    /** How many trainings run on GPUs of which nobody knows how long they take. */
    public long withoutHistory() {
        return changes.stream()
                .filter(change -> change.effect().type() == Effect.Type.RUNS
                        && change.object().target().kind() == Kind.TRAINING_RUN
                        && change.cost().gpuHours().isEmpty())
                .count();
    }

    /** Labels that people are asked for. */
    public long labels() {
        return changes.stream().mapToLong(change -> change.cost().labels()).sum();
    }
}
