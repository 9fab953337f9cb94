package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;

/**
 * All that was read about a Dataset.
 *
 * @param dataset the object
 * @param upstream what it refers to
 * @param inputs what of that is pinned
 * @param step the index step that its spec asks for
 * @param state what became of that step
 * @param manifest its result
 */
record DatasetObservation(
        Dataset dataset,
        Upstream upstream,
        Inputs inputs,
        Step step,
        StepState state,
        StepDocument<DatasetManifest> manifest) {}
