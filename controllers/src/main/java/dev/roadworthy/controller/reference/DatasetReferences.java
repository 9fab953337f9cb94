package dev.roadworthy.controller.reference;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.SecretRef;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves references to Datasets. */
public final class DatasetReferences {

    private DatasetReferences() {}

    /**
     * What a name comes to.
     *
     * @param namespace of the object that refers
     * @param found the Dataset of that name there
     */
    public static Reference<PinnedDataset> resolve(String name, String namespace, Optional<Dataset> found) {
        return resolve("spec.datasetRef", name, namespace, found);
    }

    /**
     * What a name comes to.
     *
     * @param field of the object that refers, for the message
     * @param namespace of the object that refers
     * @param found the Dataset of that name there
     */
    public static Reference<PinnedDataset> resolve(
            String field, String name, String namespace, Optional<Dataset> found) {
        if (found.isEmpty()) {
            return new Reference.Dangling<>(
                    "%s names Dataset %s, which is not in namespace %s; apply it, or name another"
                            .formatted(field, name, namespace));
        }
        Dataset dataset = found.get();
        @Nullable DatasetStatus status = dataset.getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), dataset.getMetadata().getGeneration())) {
            return new Reference.Stale<>(
                    "Dataset %s has changed and is not looked at yet; nothing to do".formatted(name));
        }
        if (!Conditions.isTrue(status.conditions(), OutcomeConditions.READY)
                || status.digest() == null
                || status.manifest() == null) {
            return new Reference.Stale<>(
                    "Dataset %s is not Ready (%s); see its conditions".formatted(name, reason(status)));
        }
        return new Reference.Resolved<>(new PinnedDataset(
                name,
                status.digest(),
                status.manifest(),
                dataset.getSpec().classes(),
                sourceSecret(dataset.getSpec(), status)));
    }

    /** Of a Dataset without a source of its own, the Secret of those that it extends: they all have the same. */
    private static @Nullable String sourceSecret(DatasetSpec spec, DatasetStatus status) {
        if (spec.source() != null) {
            SecretRef secret = spec.source().secretRef();
            return secret == null ? null : secret.name();
        }
        return status.inputs() == null
                ? null
                : status.inputs().extended().stream()
                        .findFirst()
                        .map(PinnedDataset::sourceSecret)
                        .orElse(null);
    }

    private static String reason(DatasetStatus status) {
        return Conditions.find(status.conditions(), OutcomeConditions.READY)
                .map(Condition::reason)
                .orElse("Unknown");
    }
}
