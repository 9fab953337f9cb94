package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectRequest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import java.util.Objects;

/** The steps of an AnnotationJob: lay frames out, and take masks in. */
final class AnnotationSteps {

    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("500m"), "memory", new IntOrString("512Mi")),
            Map.of("memory", new IntOrString("2Gi")));

    private AnnotationSteps() {}

    /** Lays frames of the pinned Dataset out. */
    static Step select(AnnotationJob job, PinnedDataset dataset) {
        AnnotationInput input = AnnotationInput.of(job.getSpec(), dataset);
        SelectRequest request = new SelectRequest(
                input.format(),
                new Digest(dataset.digest()),
                Artifacts.inDocument(dataset.manifest()),
                input.slice(),
                input.where(),
                input.limit(),
                input.seed(),
                input.gold(),
                input.folder());
        return Step.of(job, "select", request, resources(job), dataset.sourceSecret())
                .withInput(input.hash());
    }

    /**
     * Takes the masks in.
     *
     * @param sheet of the tasks
     * @param handIn which hand-in it is
     */
    static Step collect(AnnotationJob job, ArtifactRef sheet, String folder, Digest handIn) {
        CollectRequest request = new CollectRequest(CollectRequest.FORMAT, sheet, folder, handIn);
        return Step.of(job, "collect", request, resources(job), null);
    }

    private static Resources resources(AnnotationJob job) {
        return Objects.requireNonNullElse(job.getSpec().resources(), DEFAULT_RESOURCES);
    }
}
