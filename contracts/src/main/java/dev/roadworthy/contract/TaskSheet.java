package dev.roadworthy.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the tasks and not told to those who label: it stays in the artifact store.
 *
 * @param format {@value #FORMAT}
 * @param classes names of the classes
 * @param tasks in the order of their ids
 */
public record TaskSheet(int format, List<String> classes, List<Task> tasks) {

    public static final int FORMAT = 1;

    /**
     * A frame to label.
     *
     * @param id as in the {@link TaskList}
     * @param frame its id in the dataset
     * @param image digest of the image's bytes
     * @param width pixels
     * @param height pixels
     * @param gold its known mask, canonical; null where it has none
     */
    public record Task(
            String id,
            String frame,
            Digest image,
            int width,
            int height,
            @Nullable ArtifactRef gold) {}
}
