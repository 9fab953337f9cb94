package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;

/**
 * What those who label are told: the object {@value #FILE} of a task folder, written last. Gold looks like any other
 * task. {@code docs/annotation-job.md} describes the folder.
 *
 * @param format {@value #FORMAT}
 * @param classes names of the classes
 * @param values what a mask's value means, decimal → a class, {@link IndexRequest#BACKGROUND} or
 *     {@link IndexRequest#IGNORE}; no other value may occur
 * @param tasks in the order of their ids
 */
public record TaskList(int format, List<String> classes, Map<String, String> values, List<Task> tasks) {

    public static final int FORMAT = 1;

    /** The list's name in the folder. */
    public static final String FILE = "tasks.json";

    /** The folder of the masks that are handed in. */
    public static final String MASKS = "masks/";

    /** What is written when all masks are there, and again when they were corrected; its content is not read. */
    public static final String DONE = "done";

    /**
     * A frame to label.
     *
     * @param id 16 hex digits; tells nothing of the frame
     * @param image path of the image in the folder
     * @param sha256 of the image
     * @param width pixels
     * @param height pixels
     * @param mask path in the folder where its mask is expected: an 8-bit gray or palette PNG of the image's size
     */
    public record Task(String id, String image, Digest sha256, int width, int height, String mask) {}

    /** Where the mask of a task is expected, in the folder. */
    public static String mask(String id) {
        return MASKS + id + ".png";
    }
}
