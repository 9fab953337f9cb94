package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Dataset refers to.
 *
 * @param dataset that refers
 * @param extended what each name of {@code spec.extends} comes to now, in its order
 */
record Upstream(Dataset dataset, List<Reference<PinnedDataset>> extended) {

    static Upstream of(Dataset dataset, Collection<Dataset> datasets) {
        String namespace = dataset.getMetadata().getNamespace();
        return new Upstream(
                dataset,
                extended(dataset.getSpec()).stream()
                        .map(name -> DatasetReferences.resolve("spec.extends", name, namespace, find(datasets, name)))
                        .toList());
    }

    /** The names in {@code spec.extends}. */
    static List<String> extended(DatasetSpec spec) {
        return Objects.requireNonNullElse(spec.extended(), List.<ObjectRef>of()).stream()
                .map(ObjectRef::name)
                .toList();
    }

    private static Optional<Dataset> find(Collection<Dataset> datasets, String name) {
        return datasets.stream()
                .filter(found -> found.getMetadata().getName().equals(name))
                .findFirst();
    }

    boolean isEmpty() {
        return extended.isEmpty();
    }

    /** What all references come to; empty where one of them does not resolve. */
    Optional<Inputs> resolved() {
        List<PinnedDataset> pins = extended.stream()
                .flatMap(reference -> reference instanceof Reference.Resolved<PinnedDataset>(PinnedDataset pin)
                        ? Optional.of(pin).stream()
                        : Optional.<PinnedDataset>empty().stream())
                .toList();
        return pins.size() == extended.size() ? Optional.of(new Inputs(pins)) : Optional.empty();
    }

    /**
     * What is pinned for the spec of now: with it, the spec still has the input hash of the status. A refusal holds only
     * for the inputs that it speaks of: once others are there, they are tried.
     */
    Optional<Inputs> pinned() {
        if (isEmpty()) {
            return Optional.of(Inputs.NONE);
        }
        DatasetStatus status = dataset.getStatus();
        if (status == null || status.inputs() == null || !isOfSpec(status.inputs())) {
            return Optional.empty();
        }
        Inputs pin = status.inputs();
        boolean isOvertaken = Conditions.isTrue(status.conditions(), OutcomeConditions.STALLED)
                && resolved().filter(now -> !digests(now).equals(digests(pin))).isPresent();
        return isOvertaken || !IndexStep.of(dataset, pin).inputHash().value().equals(status.inputHash())
                ? Optional.empty()
                : Optional.of(pin);
    }

    private boolean isOfSpec(Inputs pin) {
        return pin.extended().stream().map(PinnedDataset::name).toList().equals(extended(dataset.getSpec()));
    }

    private static List<String> digests(Inputs inputs) {
        return inputs.extended().stream().map(PinnedDataset::digest).toList();
    }
}
