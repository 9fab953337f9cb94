package dev.roadworthy.controller.step;

import dev.roadworthy.api.v1alpha1.Resources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container of a step's pod.
 *
 * @param name unique in the pod
 * @param work what runs in it
 * @param resources what it asks for
 * @param outOfMemory what to do where {@code resources} give too little memory
 * @param environment its further variables; a value stands for itself, whatever it looks like
 * @param folders the pod's shared folders that it sees
 */
public record StepContainer(
        String name,
        Work work,
        Resources resources,
        String outOfMemory,
        Map<String, String> environment,
        List<Folder> folders) {

    /** What runs in a container, and so how its end is read. */
    public sealed interface Work {}

    /**
     * A step of the worker. It ends with a {@code StepResult}.
     *
     * @param command the worker's subcommand, for example {@code index}
     * @param request name of the document that is its request
     * @param sourceSecret Secret that lets it read a source; null where the step's own identity does
     */
    public record Worker(
            String command, String request, @Nullable String sourceSecret) implements Work {}

    /**
     * An image of a user's. It ends with an exit code, and one sentence where it wants to say more.
     *
     * @param image by digest
     * @param command empty for the image's own entry point
     * @param finalExitCodes those that the same input would meet again
     */
    public record Image(String image, List<String> command, List<Integer> finalExitCodes) implements Work {}

    /**
     * A folder that containers of the pod share, empty at first and gone with the pod.
     *
     * @param name unique in the pod
     * @param path where the container sees it
     * @param access what it may do there
     */
    public record Folder(String name, String path, Access access) {}

    /** What a container may do in a folder. */
    public enum Access {
        READ,
        WRITE
    }
}
