package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepState;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was read about an EdgeRelease.
 *
 * @param release the object
 * @param gating what its references come to now
 * @param approvals how people approve it
 * @param present the release that vehicles of the line have; empty where none is known, or nobody is asked for an approval
 * @param model the manifest of the model, where it is to be signed
 * @param packing what became of what was signed for the spec of now; null where nothing is
 */
record EdgeReleaseObservation(
        EdgeRelease release,
        Gating gating,
        GitHost.Approvals approvals,
        Optional<PresentRelease> present,
        StepDocument<ModelManifest> model,
        @Nullable Packing packing) {

    /**
     * A signed release on its way into a bundle.
     *
     * @param signed the status that holds what was signed and the evidence for it
     * @param step that packs it
     * @param state what became of that step
     * @param bundle what it made
     * @param fleet how the vehicles are
     */
    record Packing(
            EdgeReleaseStatus signed,
            Step step,
            StepState state,
            StepDocument<BundleManifest> bundle,
            FleetView fleet) {

        EdgeReleaseStatus.Evidence evidence() {
            return Objects.requireNonNull(signed.evidence(), "what is signed has its evidence beside it");
        }
    }

    /** As if the model's manifest were not read yet. */
    EdgeReleaseObservation withoutModel() {
        return new EdgeReleaseObservation(release, gating, approvals, present, new StepDocument.None<>(), packing);
    }

    /** The digest that the spec approves; null for none. */
    @Nullable String approved() {
        return approved(release);
    }

    /** The digest that a release's spec approves; null for none. */
    static @Nullable String approved(EdgeRelease release) {
        return release.getSpec().approval() == null
                ? null
                : release.getSpec().approval().digest();
    }
}
