package dev.roadworthy.controller.step;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** How the Jobs and pods of steps are found again. */
public final class StepLabels {

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "roadworthy";

    /** The owner's kind. */
    public static final String KIND = "roadworthy.dev/kind";

    /** The first 63 hex digits of the input's hash, all that a label can hold. */
    public static final String INPUT = "roadworthy.dev/input";

    /** How many Jobs were started for the input so far, this one included. */
    public static final String ATTEMPT = "roadworthy.dev/attempt";

    /** Annotation: the owner's name, which may be longer than a label. */
    public static final String OWNER = "roadworthy.dev/owner";

    /** Annotation: the owner's uid, which a namesake that is made later does not have. */
    public static final String OWNER_UID = "roadworthy.dev/owner-uid";

    /** Annotation of a Job: the owner's generation that it was started for. */
    public static final String GENERATION = "roadworthy.dev/generation";

    private StepLabels() {}

    /** The annotation that holds a document; its pod reads it as a file. */
    static String document(String name) {
        return "document.roadworthy.dev/" + name;
    }

    /** Whether this Job or pod works for this very owner. */
    public static boolean isOf(HasMetadata owner, HasMetadata object) {
        return object.getMetadata().getAnnotations() != null
                && owner.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getAnnotations().get(OWNER_UID));
    }

    /** The selector of all Jobs and pods that work for a kind. */
    public static String selector(String kind) {
        return "%s=%s,%s=%s".formatted(MANAGED_BY, OPERATOR, KIND, kind);
    }
}
