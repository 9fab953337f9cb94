package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How a step that ran in a pod ended: its termination message, at most {@value #MAX_BYTES} bytes of canonical JSON.
 * Whatever is larger is a document in the artifact store.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepResult.Succeeded.class, name = "Succeeded"),
    @JsonSubTypes.Type(value = StepResult.Rejected.class, name = "Rejected"),
    @JsonSubTypes.Type(value = StepResult.Unavailable.class, name = "Unavailable"),
})
public sealed interface StepResult {

    /** What a kubelet keeps of a termination message. */
    int MAX_BYTES = 4096;

    /** The exit code of a step that must not be tried again with the same input. */
    int REJECTED_EXIT_CODE = 42;

    /** The exit code of a step that an outside system kept from its end. */
    int UNAVAILABLE_EXIT_CODE = 75;

    /**
     * Done; exit code 0.
     *
     * @param document what the step has to say, in the artifact store
     */
    record Succeeded(ArtifactRef document) implements StepResult {}

    /**
     * The input is wrong, and trying again would find it wrong again; exit code {@value #REJECTED_EXIT_CODE}.
     *
     * @param reason CamelCase, of a closed set for each step
     * @param message a sentence: what is wrong, where, and what to do
     */
    record Rejected(String reason, String message) implements StepResult {}

    /**
     * Something outside (a store, a credential, a network) is missing or refused; a later try may succeed without any
     * change of the input; exit code {@value #UNAVAILABLE_EXIT_CODE}.
     *
     * @param reason CamelCase, of a closed set for each step
     * @param message a sentence: what is missing, where, and what to do
     */
    record Unavailable(String reason, String message) implements StepResult {}
}
