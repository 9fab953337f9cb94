package dev.roadworthy.cli.object;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the spec of an object names. */
public final class References {

    /**
     * A name in a spec.
     *
     * @param pointer to the field that has it, from the top of the object (RFC 6901), for example
     *     {@code /spec/modelRef/name}
     */
    public record Named(Target target, String pointer) {}

    private static final String SPEC = "spec";
    private static final String MODEL = "modelRef";
    private static final String DATASET = "datasetRef";

    private final GenericKubernetesResource object;
    private final List<Named> names = new ArrayList<>();

    private References(GenericKubernetesResource object) {
        this.object = object;
    }

    /** In the order in which a person asks for them: a model before what it was trained on. */
    public static List<Target> of(Kind kind, GenericKubernetesResource object) {
        return named(kind, object).stream().map(Named::target).toList();
    }

    /** The same with the fields. */
    public static List<Named> named(Kind kind, GenericKubernetesResource object) {
        References references = new References(object);
        switch (kind) {
            case DATASET -> {
                references.all(Kind.DATASET, "extends");
                references.all(Kind.ANNOTATION_JOB, "labelsFrom");
            }
            case ANNOTATION_JOB, TRAINING_RUN -> references.one(Kind.DATASET, DATASET);
            case EVALUATION -> {
                references.one(Kind.TRAINING_RUN, MODEL);
                references.one(Kind.TRAINING_RUN, "baseline", "trainingRunRef");
                references.one(Kind.DATASET, DATASET);
            }
            case EDGE_RELEASE -> {
                references.one(Kind.TRAINING_RUN, MODEL);
                references.all(Kind.EVALUATION, "evaluationRefs");
            }
        }
        return references.names;
    }

    private void one(Kind kind, String... path) {
        List<Object> full = new ArrayList<>(List.of(SPEC));
        full.addAll(List.of(path));
        add(kind, object.get(full.toArray()), "/%s/%s".formatted(SPEC, String.join("/", path)));
    }

    private void all(Kind kind, String field) {
        if (object.get(SPEC, field) instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(kind, list.get(i), "/%s/%s/%d".formatted(SPEC, field, i));
            }
        }
    }

    private void add(Kind kind, Object reference, String pointer) {
        if (reference instanceof Map<?, ?> named && named.get("name") instanceof String name) {
            names.add(new Named(new Target(kind, name), pointer + "/name"));
        }
    }
}
