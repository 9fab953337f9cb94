package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that is wanted.
 *
 * @param owner the object that it is for
 * @param command the worker's subcommand, for example {@code index}
 * @param request its input, canonical JSON
 * @param inputHash the digest of all that can change its result
 * @param resources what its container asks for
 * @param sourceSecret Secret that lets it read the source; null where the step's own identity does
 */
public record Step(
        HasMetadata owner,
        String command,
        String request,
        Digest inputHash,
        Resources resources,
        @Nullable String sourceSecret) {

    // A Job's name is a label value of its pods: 63 characters, of which "-1234567890ab-999" and the command are ours.
    private static final int MAX_OWNER_NAME = 34;

    /** A step whose whole input is its request. */
    public static Step of(
            HasMetadata owner, String command, Object request, Resources resources, @Nullable String sourceSecret) {
        byte[] json = Documents.write(request);
        return new Step(
                owner, command, new String(json, StandardCharsets.UTF_8), Digest.of(json), resources, sourceSecret);
    }

    /**
     * The name of this step's Job: the same input of the same object always has the same name, another never.
     *
     * @param attempt 1 for the first
     */
    public String jobName(int attempt) {
        String name = owner.getMetadata().getName();
        String prefix = name.length() <= MAX_OWNER_NAME ? name : name.substring(0, MAX_OWNER_NAME);
        Digest identity = Documents.digest(List.of(owner.getMetadata().getUid(), command, inputHash.value()));
        return "%s-%s-%s-%d".formatted(prefix.replace('.', '-'), command, identity.abbreviated(), attempt);
    }
}
