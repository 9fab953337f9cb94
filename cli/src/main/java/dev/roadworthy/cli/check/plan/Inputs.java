package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.AnnotationJobSpec;
import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedLabels;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.annotation.AnnotationInput;
import dev.roadworthy.controller.dataset.IndexStep;
import dev.roadworthy.controller.evaluation.EvaluationInput;
import dev.roadworthy.controller.release.ReleaseInput;
import dev.roadworthy.controller.training.TrainingInput;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can change the result of an object, as the operator decides it. What a reference comes to is known to a cluster
 * alone; a digest of its name stands for it, so that two inputs are equal where spec and names are.
 */
final class Inputs {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Inputs() {}

    /**
     * The digest of the input that a spec asks for; of a release that of what it releases.
     *
     * @throws IllegalArgumentException where the spec lacks what it needs
     */
    static Digest of(Kind kind, JsonNode spec) {
        return of(kind, spec, Inputs::standIn);
    }

    /**
     * The same, where more is known than names.
     *
     * @param references what the names come to, of a TrainingRun and of an Evaluation; of others the name itself counts
     */
    static Digest of(Kind kind, JsonNode spec, Function<Target, Digest> references) {
        try {
            return switch (kind) {
                case DATASET -> dataset(read(spec, DatasetSpec.class));
                case ANNOTATION_JOB -> Documents.digest(annotation(spec));
                case TRAINING_RUN -> training(read(spec, TrainingRunSpec.class), references);
                case EVALUATION -> evaluation(read(spec, EvaluationSpec.class), references);
                case EDGE_RELEASE -> ReleaseInput.released(read(spec, EdgeReleaseSpec.class));
            };
        } catch (NullPointerException e) {
            // The records take what the API server lets through, and this is not.
            throw new IllegalArgumentException("the spec lacks a field that it needs", e);
        }
    }

    /** What an AnnotationJob lays out. */
    static AnnotationInput annotation(JsonNode job) {
        AnnotationJobSpec spec = read(job, AnnotationJobSpec.class);
        return AnnotationInput.of(spec, dataset(spec.datasetRef()));
    }

    private static Digest dataset(DatasetSpec spec) {
        return Documents.digest(IndexStep.request(
                spec,
                new DatasetStatus.Inputs(
                        references(spec.extended()).stream()
                                .map(Inputs::dataset)
                                .toList(),
                        references(spec.labelsFrom()).stream()
                                .map(reference -> new PinnedLabels(
                                        reference.name(), artifact(Kind.ANNOTATION_JOB, reference, Inputs::standIn)))
                                .toList())));
    }

    private static Digest training(TrainingRunSpec spec, Function<Target, Digest> references) {
        return TrainingInput.of(spec, dataset(spec.datasetRef(), references)).hash();
    }

    private static Digest evaluation(EvaluationSpec spec, Function<Target, Digest> references) {
        PinnedModel baseline =
                spec.baseline() == null ? null : model(spec.baseline().trainingRunRef(), references);
        return EvaluationInput.of(
                        spec,
                        new EvaluationStatus.Pins(
                                model(spec.modelRef(), references),
                                baseline,
                                dataset(spec.datasetRef(), references),
                                List.of()))
                .hash();
    }

    static <T> T read(JsonNode spec, Class<T> type) {
        return Objects.requireNonNull(SERIALIZATION.convertValue(spec, type), "a spec that is null");
    }

    private static List<ObjectRef> references(@Nullable List<ObjectRef> references) {
        return Objects.requireNonNullElse(references, List.of());
    }

    private static PinnedDataset dataset(ObjectRef reference) {
        return dataset(reference, Inputs::standIn);
    }

    private static PinnedDataset dataset(ObjectRef reference, Function<Target, Digest> references) {
        Artifact manifest = artifact(Kind.DATASET, reference, references);
        return new PinnedDataset(reference.name(), manifest.digest(), manifest, List.of(), null);
    }

    private static PinnedModel model(ObjectRef reference, Function<Target, Digest> references) {
        Artifact manifest = artifact(Kind.TRAINING_RUN, reference, references);
        return new PinnedModel(reference.name(), manifest.digest(), manifest);
    }

    private static Artifact artifact(Kind kind, ObjectRef reference, Function<Target, Digest> references) {
        Target target = new Target(kind, reference.name());
        return new Artifact(
                "s3://unknown/" + reference.name(), references.apply(target).value(), 0L);
    }

    static Digest standIn(Target target) {
        return Digest.of(target.toString().getBytes(StandardCharsets.UTF_8));
    }
}
