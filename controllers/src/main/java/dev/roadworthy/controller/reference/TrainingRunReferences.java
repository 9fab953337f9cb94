package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves references to TrainingRuns, and so to their models. */
public final class TrainingRunReferences {

    private TrainingRunReferences() {}

    /**
     * What a name comes to.
     *
     * @param field that has the name, for example {@code spec.modelRef}
     * @param namespace of the object that refers
     * @param found the TrainingRun of that name there
     */
    public static Reference<PinnedModel> resolve(
            String field, String name, String namespace, Optional<TrainingRun> found) {
        if (found.isEmpty()) {
            return new Reference.Dangling<>(
                    "%s names TrainingRun %s, which is not in namespace %s; apply it, or name another"
                            .formatted(field, name, namespace));
        }
        @Nullable TrainingRunStatus status = found.get().getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), found.get().getMetadata().getGeneration())) {
            return new Reference.Stale<>(
                    "TrainingRun %s has changed and is not looked at yet; nothing to do".formatted(name));
        }
        TrainingRunStatus.Model model = status.model();
        if (!Conditions.isTrue(status.conditions(), OutcomeConditions.READY) || model == null) {
            return new Reference.Stale<>("TrainingRun %s is not Ready (%s); see its conditions"
                    .formatted(
                            name,
                            Conditions.find(status.conditions(), OutcomeConditions.READY)
                                    .map(Condition::reason)
                                    .orElse("Unknown")));
        }
        return new Reference.Resolved<>(new PinnedModel(
                name, model.digest(), new Artifact(model.uri(), model.digest(), model.manifestBytes())));
    }

    /** Why a model is out of date though it is there: what it was trained on is no longer what its run names. */
    public static Optional<String> outOfDate(TrainingRun run) {
        return run.getStatus() == null
                ? Optional.empty()
                : Conditions.find(run.getStatus().conditions(), Reference.CURRENT)
                        .filter(current -> current.status() == Status.False)
                        .map(Condition::message);
    }
}
