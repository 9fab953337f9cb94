package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Reads all that a decision about a Dataset needs: what the caches hold of its step, and the step's document. */
final class DatasetObserver {

    private final ArtifactStore store;

    DatasetObserver(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Reads.
     *
     * @param inputs that are pinned
     * @param step with these inputs
     */
    DatasetObservation observe(
            Upstream upstream, Inputs inputs, Step step, Collection<Job> jobs, Collection<Pod> pods) {
        Dataset dataset = upstream.dataset();
        StepState state = StepObserver.observe(step, jobs, pods);
        return new DatasetObservation(
                dataset,
                upstream,
                inputs,
                step,
                state,
                StepDocument.read(
                        store, document(dataset, step, state), DatasetManifest.class, DatasetManifest.FORMAT));
    }

    /** The result of this input: just reported, or pinned earlier by the status while only limits changed since. */
    private static @Nullable ArtifactRef document(Dataset dataset, Step step, StepState state) {
        if (state instanceof StepState.Succeeded succeeded) {
            return succeeded.document();
        }
        DatasetStatus status = dataset.getStatus();
        if (status == null
                || status.manifest() == null
                || !step.inputHash().value().equals(status.inputHash())) {
            return null;
        }
        return Artifacts.inDocument(status.manifest());
    }
}
