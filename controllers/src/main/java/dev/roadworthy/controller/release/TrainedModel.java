package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.PinnedModel;
import java.util.Map;

/**
 * A TrainingRun's model, with what a release says of it.
 *
 * @param pin the model
 * @param lineage digests of what it is made of, by role
 * @param current whether the run speaks of what its references name now
 */
record TrainedModel(PinnedModel pin, Map<String, String> lineage, boolean current) {}
