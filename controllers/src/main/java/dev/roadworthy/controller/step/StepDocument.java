package dev.roadworthy.controller.step;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The document that a step left, as far as it could be read.
 *
 * @param <T> what it is
 */
public sealed interface StepDocument<T> {

    /** There is none yet, or none is needed. */
    record None<T>() implements StepDocument<T> {}

    /**
     * It was read and is what its digest says.
     *
     * @param ref where it lies
     */
    record Read<T>(ArtifactRef ref, T content) implements StepDocument<T> {}

    /** The store did not answer; worth another look. */
    record Unreachable<T>(String message) implements StepDocument<T> {}

    /** The store has no such document. */
    record Broken<T>(String message) implements StepDocument<T> {}

    /**
     * Reads a document.
     *
     * @param ref null where there is none
     * @param format that it must be of
     */
    static <T extends Record> StepDocument<T> read(
            ArtifactStore store, @Nullable ArtifactRef ref, Class<T> type, int format) {
        if (ref == null) {
            return new None<>();
        }
        try {
            return new Read<>(ref, Documents.read(store.read(ref), type, format));
        } catch (Unavailable e) {
            return new Unreachable<>(Objects.requireNonNullElse(e.getMessage(), "the store does not answer"));
        } catch (Refused | MalformedDocumentException e) {
            return new Broken<>(Objects.requireNonNullElse(e.getMessage(), "the document is not readable"));
        }
    }

    /**
     * Reads what the step made of this input before, for whichever object.
     *
     * @param follow reads it, where something is known
     */
    static <T> StepDocument<T> known(
            ArtifactStore store, Step step, Function<Map<String, ArtifactRef>, StepDocument<T>> follow) {
        try {
            Optional<ArtifactStore.Result> result = store.result(step.name(), step.inputHash());
            return result.map(known -> follow.apply(known.documents())).orElseGet(None::new);
        } catch (Unavailable e) {
            return new Unreachable<>(Objects.requireNonNullElse(e.getMessage(), "the store does not answer"));
        } catch (Refused e) {
            return new Broken<>(Objects.requireNonNullElse(e.getMessage(), "what is known of it is not readable"));
        }
    }
}
