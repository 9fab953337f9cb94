package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that is wanted.
 *
 * @param owner the object that it is for
 * @param name what it does, for example {@code index}
 * @param inputHash the digest of all that can change its result
 * @param pod what runs
 * @param limits how long
 */
public record Step(HasMetadata owner, String name, Digest inputHash, PodPlan pod, StepLimits limits) {

    // A Job's name is a label value of its pods: 63 characters, of which "-1234567890ab-999" and the name are ours.
    private static final int MAX_OWNER_NAME = 34;

    /** A step of one container, whose whole input is its request. */
    public static Step of(
            HasMetadata owner, String command, Object request, Resources resources, @Nullable String sourceSecret) {
        byte[] json = Documents.write(request);
        String document = command + ".json";
        StepContainer container = new StepContainer(
                command,
                new StepContainer.Worker(command, document, sourceSecret),
                resources,
                "raise spec.resources.limits.memory",
                Map.of(),
                List.of());
        PodPlan pod = new PodPlan(
                List.of(container),
                Map.of(document, new String(json, StandardCharsets.UTF_8)),
                PodPlan.Placement.ANYWHERE);
        return new Step(owner, command, Digest.of(json), pod, StepLimits.DEFAULT);
    }

    /** The same step, whose input has more or less to it than its request. */
    public Step withInput(Digest other) {
        return new Step(owner, name, other, pod, limits);
    }

    /**
     * The name of this step's Job: the same input of the same object always has the same name, another never.
     *
     * @param attempt 1 for the first
     */
    public String jobName(int attempt) {
        String ownerName = owner.getMetadata().getName();
        String prefix = ownerName.length() <= MAX_OWNER_NAME ? ownerName : ownerName.substring(0, MAX_OWNER_NAME);
        Digest identity = Documents.digest(List.of(owner.getMetadata().getUid(), name, inputHash.value()));
        return "%s-%s-%s-%d".formatted(prefix.replace('.', '-'), name, identity.abbreviated(), attempt);
    }
}
