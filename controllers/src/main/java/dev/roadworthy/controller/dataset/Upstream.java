package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedLabels;
import dev.roadworthy.controller.reference.AnnotationJobReferences;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.OutcomeConditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Dataset refers to.
 *
 * @param dataset that refers
 * @param extended what each name of {@code spec.extends} comes to now, in its order
 * @param labels what each name of {@code spec.labelsFrom} comes to now, in its order
 */
record Upstream(Dataset dataset, List<Reference<PinnedDataset>> extended, List<Reference<PinnedLabels>> labels) {

    static Upstream of(Dataset dataset, Collection<Dataset> datasets, Collection<AnnotationJob> jobs) {
        String namespace = dataset.getMetadata().getNamespace();
        return new Upstream(
                dataset,
                extended(dataset.getSpec()).stream()
                        .map(name -> DatasetReferences.resolve("spec.extends", name, namespace, find(datasets, name)))
                        .toList(),
                labelled(dataset.getSpec()).stream()
                        .map(name ->
                                AnnotationJobReferences.resolve("spec.labelsFrom", name, namespace, find(jobs, name)))
                        .toList());
    }

    /** The names in {@code spec.extends}. */
    static List<String> extended(DatasetSpec spec) {
        return names(spec.extended());
    }

    /** The names in {@code spec.labelsFrom}. */
    static List<String> labelled(DatasetSpec spec) {
        return names(spec.labelsFrom());
    }

    private static List<String> names(@Nullable List<ObjectRef> refs) {
        return Objects.requireNonNullElse(refs, List.<ObjectRef>of()).stream()
                .map(ObjectRef::name)
                .toList();
    }

    private static <R extends HasMetadata> Optional<R> find(Collection<R> objects, String name) {
        return objects.stream()
                .filter(found -> found.getMetadata().getName().equals(name))
                .findFirst();
    }

    boolean isEmpty() {
        return extended.isEmpty() && labels.isEmpty();
    }

    /** What all references come to; empty where one of them does not resolve. */
    Optional<Inputs> resolved() {
        Inputs inputs = new Inputs(pins(extended), pins(labels));
        return inputs.extended().size() == extended.size()
                        && inputs.labelsFrom().size() == labels.size()
                ? Optional.of(inputs)
                : Optional.empty();
    }

    private static <P> List<P> pins(List<Reference<P>> references) {
        return references.stream()
                .flatMap(reference ->
                        reference instanceof Reference.Resolved<P>(P pin) ? Stream.of(pin) : Stream.empty())
                .toList();
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
        return pin.extended().stream().map(PinnedDataset::name).toList().equals(extended(dataset.getSpec()))
                && pin.labelsFrom().stream().map(PinnedLabels::name).toList().equals(labelled(dataset.getSpec()));
    }

    private static List<String> digests(Inputs inputs) {
        return Stream.concat(
                        inputs.extended().stream().map(PinnedDataset::digest),
                        inputs.labelsFrom().stream()
                                .map(labels -> labels.snapshot().digest()))
                .toList();
    }
}
