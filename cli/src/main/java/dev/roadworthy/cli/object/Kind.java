package dev.roadworthy.cli.object;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds, as kubectl takes them. */
public enum Kind {
    DATASET(Dataset.class),
    ANNOTATION_JOB(AnnotationJob.class),
    TRAINING_RUN(TrainingRun.class),
    EVALUATION(Evaluation.class),
    EDGE_RELEASE(EdgeRelease.class);

    // The operator may be newer than this command.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<? extends CustomResource<?, ?>> type;

    Kind(Class<? extends CustomResource<?, ?>> type) {
        this.type = type;
    }

    /** The kind of a word: its name, singular, plural or a short name in any case, with or without the group. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.words()
                        .anyMatch(each ->
                                each.equalsIgnoreCase(word) || (each + "." + kind.group()).equalsIgnoreCase(word)))
                .findFirst();
    }

    /** The kind of a manifest; empty for one of another group. */
    public static Optional<Kind> of(String apiVersion, String label) {
        return Arrays.stream(values())
                .filter(kind -> apiVersion.startsWith(kind.group() + "/")
                        && kind.label().equals(label))
                .findFirst();
    }

    private Stream<String> words() {
        return Stream.concat(
                Stream.of(label(), HasMetadata.getSingular(type), HasMetadata.getPlural(type)),
                Arrays.stream(CustomResource.getShortNames(type)));
    }

    /** As manifests write it. */
    public String label() {
        return HasMetadata.getKind(type);
    }

    /** Its plural with the group, for example {@code datasets.roadworthy.dev}. */
    public String resource() {
        return "%s.%s".formatted(HasMetadata.getPlural(type), group());
    }

    /** Of the API. */
    public String group() {
        return HasMetadata.getGroup(type);
    }

    /** An object of this kind as its record; fields that the record lacks are left out. */
    public CustomResource<?, ?> typed(GenericKubernetesResource object) {
        return MAPPER.convertValue(object, type);
    }

    /** Where the API server has it. */
    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group())
                .withVersion(HasMetadata.getVersion(type))
                .withKind(label())
                .withPlural(HasMetadata.getPlural(type))
                .withNamespaced(true)
                .build();
    }
}
