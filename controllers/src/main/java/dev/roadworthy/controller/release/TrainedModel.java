package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.PinnedModel;
import java.util.Map;

/**
 * A TrainingRun's model, with what a release says of it.
 *
 * @param pin the model
 * @param bytes of all its files
 * @param lineage digests of what it is made of, by role
 * @param current whether the run speaks of what its references name now
 */
record TrainedModel(PinnedModel pin, long bytes, Map<String, String> lineage, boolean current) {}
