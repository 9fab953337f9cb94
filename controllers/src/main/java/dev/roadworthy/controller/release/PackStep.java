package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.PackRequest;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.PodPlan;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepContainer;
import dev.roadworthy.controller.step.StepLimits;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The step that lays what was signed and its model into a bundle. */
final class PackStep {

    private static final String NAME = "pack";
    private static final String REQUEST = NAME + ".json";
    private static final Resources RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("250m"), "memory", new IntOrString("256Mi")),
            Map.of("memory", new IntOrString("1Gi")));

    private PackStep() {}

    static Step of(EdgeRelease release, Evidence evidence, Signature signature) {
        byte[] json = Documents.write(new PackRequest(
                PackRequest.FORMAT,
                Artifacts.inDocument(evidence.model().manifest()),
                Artifacts.inDocument(signature.modelSignature()),
                Artifacts.inDocument(signature.release()),
                signature.publicKey()));
        StepContainer container = new StepContainer(
                NAME,
                new StepContainer.Worker(NAME, REQUEST, null),
                RESOURCES,
                "it has 1Gi, which no field of spec changes; report the size of the model to the operator's developers",
                Map.of(),
                List.of());
        PodPlan pod = new PodPlan(
                List.of(container),
                Map.of(REQUEST, new String(json, StandardCharsets.UTF_8)),
                PodPlan.Placement.ANYWHERE);
        return new Step(release, NAME, Digest.of(json), pod, StepLimits.DEFAULT);
    }
}
