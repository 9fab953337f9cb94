package dev.roadworthy.cli.check.plan;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.cli.check.manifest.Declared;
import dev.roadworthy.cli.check.manifest.ObjectName;
import dev.roadworthy.cli.cluster.Kind;
import dev.roadworthy.cli.cluster.Target;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.training.TrainingInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A training whose input has a model already: only a cluster knows what its Dataset's name comes to. */
final class Cached {

    private Cached() {}

    /** @param untouched whether the merge leaves the result of an object as it is */
    static Optional<Effect> of(Live live, ObjectName name, Declared now, Predicate<ObjectName> untouched) {
        if (name.target().kind() != Kind.TRAINING_RUN) {
            return Optional.empty();
        }
        TrainingRunSpec spec = Inputs.read(now.spec(), TrainingRunSpec.class);
        String dataset = spec.datasetRef().name();
        ObjectName upstream = name.sibling(new Target(Kind.DATASET, dataset));
        Reference<PinnedDataset> reference = DatasetReferences.resolve(
                dataset,
                name.namespace(),
                live.find(upstream)
                        .filter(found -> untouched.test(upstream))
                        .map(found -> Inputs.read(found, Dataset.class)));
        if (!(reference instanceof Reference.Resolved<PinnedDataset>(PinnedDataset pin))) {
            return Optional.empty();
        }
        String hash = TrainingInput.of(spec, pin).hash().value();
        return Stream.concat(Stream.of(name), live.objects().keySet().stream().sorted())
                .filter(run -> run.target().kind() == Kind.TRAINING_RUN)
                .flatMap(run -> trained(live, run, hash).stream())
                .findFirst();
    }

    /** Whichever object trained it, the operator finds its model by the input. */
    private static Optional<Effect> trained(Live live, ObjectName run, String hash) {
        return live.status(run, TrainingRunStatus.class).map(TrainingRunStatus::history).stream()
                .flatMap(List::stream)
                .filter(attempt ->
                        attempt.inputHash().equals(hash) && attempt.outcome() == TrainingRunStatus.Outcome.Trained)
                .findFirst()
                .map(attempt -> new Effect(
                        Effect.Type.CACHED,
                        "attempt %d of %s trained this input: its model is taken".formatted(attempt.attempt(), run)));
    }
}
