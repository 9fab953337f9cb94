package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepState;

/**
 * All that was read about a Dataset.
 *
 * @param dataset the object
 * @param step the index step that its spec asks for
 * @param state what became of that step
 * @param manifest its result
 */
record DatasetObservation(Dataset dataset, Step step, StepState state, Manifest manifest) {

    /** The result of the index step, as far as it could be read. */
    sealed interface Manifest {

        /** There is none yet, or none is needed. */
        record None() implements Manifest {}

        /**
         * It was read and is what its digest says.
         *
         * @param uri where it lies
         * @param digest of its bytes
         * @param bytes its size
         */
        record Read(String uri, Digest digest, long bytes, DatasetManifest content) implements Manifest {}

        /** The store did not answer; worth another look. */
        record Unreachable(String message) implements Manifest {}

        /** The store has no such document. */
        record Broken(String message) implements Manifest {}
    }
}
