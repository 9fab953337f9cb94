package dev.roadworthy.cli.check.plan;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.cli.check.plan.Results.Result;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.evaluation.EvaluationInput;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.EvaluationReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.reference.TrainingRunReferences;
import dev.roadworthy.controller.training.TrainingInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the references of TrainingRuns and Evaluations come to after a merge, and so their inputs, as the operator has them. */
final class Resolution {

    private final Folder after;
    private final Live live;
    private final Predicate<ObjectName> untouched;
    private @Nullable Results results;

    /** @param untouched whether the merge leaves the result of an object as it is */
    Resolution(Folder after, Live live, Predicate<ObjectName> untouched) {
        this.after = after;
        this.live = live;
        this.untouched = untouched;
    }

    /** A result of the input that an object has after the merge, were it resolved anew. */
    Optional<Result> result(ObjectName name) {
        return input(name).flatMap(input -> results().find(name, input));
    }

    private Results results() {
        @Nullable Results known = results;
        if (known == null) {
            known = Results.of(live);
            results = known;
        }
        return known;
    }

    /** Whether an object that is declared anew asks for the input that another one had. */
    boolean isSameInput(ObjectName name, ObjectName was) {
        Optional<String> before = inputHash(was);
        Optional<Digest> now = input(name);
        return declared(name).references().stream()
                        .map(reference -> name.sibling(reference.target()))
                        .allMatch(untouched)
                && (before.isEmpty()
                        || now.isEmpty()
                        || before.get().equals(now.get().value()));
    }

    private Optional<String> inputHash(ObjectName name) {
        return name.target().kind() == Kind.TRAINING_RUN
                ? live.status(name, TrainingRunStatus.class).map(TrainingRunStatus::inputHash)
                : live.status(name, EvaluationStatus.class).map(EvaluationStatus::inputHash);
    }

    /** What an object's name in its spec comes to: its pin, which stays while the name does, or what is there. */
    Optional<Digest> digest(ObjectName by, Target target) {
        return switch (by.target().kind()) {
            case TRAINING_RUN -> pinned(by, target).or(() -> dataset(by, target).map(pin -> new Digest(pin.digest())));
            case EVALUATION ->
                measured(by, target)
                        .or(() -> target.kind() == Kind.DATASET
                                ? dataset(by, target).map(pin -> withSlices(pin, slices(by, target)))
                                : model(by, target).map(pin -> new Digest(pin.digest())));
            case DATASET, ANNOTATION_JOB, EDGE_RELEASE -> Optional.empty();
        };
    }

    private Optional<Digest> pinned(ObjectName run, Target target) {
        return live.status(run, TrainingRunStatus.class)
                .map(TrainingRunStatus::dataset)
                .filter(pin -> pin.name().equals(target.name()))
                .map(pin -> new Digest(pin.digest()));
    }

    private Optional<Digest> measured(ObjectName evaluation, Target target) {
        Optional<Pins> pins = live.status(evaluation, EvaluationStatus.class).map(EvaluationStatus::pins);
        return target.kind() == Kind.DATASET
                ? pins.filter(pin -> pin.dataset().name().equals(target.name()))
                        .map(pin -> withSlices(pin.dataset(), pin.slices()))
                : pins.flatMap(pin -> models(pin).stream()
                        .filter(model -> model.name().equals(target.name()))
                        .findFirst()
                        .map(model -> new Digest(model.digest())));
    }

    private static List<PinnedModel> models(Pins pins) {
        PinnedModel baseline = pins.baseline();
        return baseline == null ? List.of(pins.model()) : List.of(pins.model(), baseline);
    }

    /** Slices are no part of a Dataset's digest, and all of them are measured. */
    private static Digest withSlices(PinnedDataset dataset, List<EvaluationStatus.Slice> slices) {
        return Documents.digest(List.of(dataset.digest(), slices));
    }

    /** Empty where a reference does not resolve, or the spec is none. */
    private Optional<Digest> input(ObjectName name) {
        try {
            return switch (name.target().kind()) {
                case TRAINING_RUN -> training(name, Inputs.read(declared(name).spec(), TrainingRunSpec.class));
                case EVALUATION -> evaluation(name, Inputs.read(declared(name).spec(), EvaluationSpec.class));
                case DATASET, ANNOTATION_JOB, EDGE_RELEASE -> Optional.empty();
            };
        } catch (NullPointerException | IllegalArgumentException e) {
            // The records take what the API server lets through, and this is not.
            return Optional.empty();
        }
    }

    private Declared declared(ObjectName name) {
        @Nullable Declared declared = after.objects().get(name);
        if (declared == null) {
            throw new IllegalArgumentException("%s is not declared after the merge".formatted(name));
        }
        return declared;
    }

    private Optional<Digest> training(ObjectName name, TrainingRunSpec spec) {
        return dataset(name, target(Kind.DATASET, spec.datasetRef()))
                .map(pin -> TrainingInput.of(spec, pin).hash());
    }

    private Optional<Digest> evaluation(ObjectName name, EvaluationSpec spec) {
        Target data = target(Kind.DATASET, spec.datasetRef());
        Optional<PinnedModel> model = model(name, target(Kind.TRAINING_RUN, spec.modelRef()));
        Optional<PinnedDataset> dataset = dataset(name, data);
        Optional<PinnedModel> baseline = spec.baseline() == null
                ? Optional.empty()
                : model(name, target(Kind.TRAINING_RUN, spec.baseline().trainingRunRef()));
        return model.isEmpty() || dataset.isEmpty() || baseline.isPresent() != (spec.baseline() != null)
                ? Optional.empty()
                : Optional.of(EvaluationInput.of(
                                spec, new Pins(model.get(), baseline.orElse(null), dataset.get(), slices(name, data)))
                        .hash());
    }

    private static Target target(Kind kind, ObjectRef reference) {
        return new Target(kind, reference.name());
    }

    private Optional<PinnedDataset> dataset(ObjectName by, Target target) {
        return pin(DatasetReferences.resolve(target.name(), by.namespace(), untouched(by, target, Dataset.class)));
    }

    private List<EvaluationStatus.Slice> slices(ObjectName by, Target target) {
        return untouched(by, target, Dataset.class)
                .map(dataset -> EvaluationInput.slices(dataset.getSpec()))
                .orElse(List.of());
    }

    /** Of a run that the merge brings or changes the model that its input has already. */
    Optional<PinnedModel> model(ObjectName by, Target target) {
        ObjectName run = by.sibling(target);
        return !untouched.test(run) && after.objects().containsKey(run)
                ? result(run)
                        .map(Result::document)
                        .map(manifest -> new PinnedModel(target.name(), manifest.digest(), manifest))
                : pin(TrainingRunReferences.resolve(
                        "spec.modelRef", target.name(), by.namespace(), untouched(by, target, TrainingRun.class)));
    }

    /** The report of an Evaluation; of one that the merge brings or changes what its input has already. */
    Optional<Digest> report(ObjectName name) {
        return untouched.test(name)
                ? pin(EvaluationReferences.resolve(
                                "spec.evaluationRefs",
                                name.target().name(),
                                name.namespace(),
                                live.find(name).map(found -> Inputs.read(found, Evaluation.class))))
                        .map(judged -> new Digest(judged.report()))
                : result(name).map(Result::document).map(report -> new Digest(report.digest()));
    }

    private <T> Optional<T> untouched(ObjectName by, Target target, Class<T> type) {
        ObjectName name = by.sibling(target);
        return live.find(name).filter(found -> untouched.test(name)).map(found -> Inputs.read(found, type));
    }

    private static <P> Optional<P> pin(Reference<P> reference) {
        return reference instanceof Reference.Resolved<P>(P pin) ? Optional.of(pin) : Optional.empty();
    }
}
