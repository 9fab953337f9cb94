package dev.roadworthy.controller.step;

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

    /** Annotation: the step's request; pods read it as a file. */
    public static final String REQUEST = "roadworthy.dev/request";

    private StepLabels() {}

    /** The selector of all Jobs and pods that work for a kind. */
    public static String selector(String kind) {
        return "%s=%s,%s=%s".formatted(MANAGED_BY, OPERATOR, KIND, kind);
    }
}
