package dev.roadworthy.contract;

import java.util.Map;

/**
 * What a step made of an input, kept under that input: whoever asks for the same again, under whatever name, has it without
 * the work. The operator writes it once and never changes it. It names no place, so that a store can be moved.
 *
 * @param format {@value #FORMAT}
 * @param step what the step does, for example {@value #TRAIN}
 * @param input digest of all that can change its result
 * @param documents by what they are in the {@link Ledger}
 */
public record KnownResult(int format, String step, Digest input, Map<String, Document> documents) {

    public static final int FORMAT = 1;

    /** The step of a TrainingRun. */
    public static final String TRAIN = "train";

    /** The step of an Evaluation. */
    public static final String EVALUATE = "evaluate";

    /** The folder of all of them, under the root of the store. */
    public static final String FOLDER = "results";

    /** What a report of speed is called. */
    public static final String TIMING = "timing";

    /**
     * A document in the artifact store.
     *
     * @param digest of its bytes, by which it is found
     * @param bytes its size
     */
    public record Document(Digest digest, long bytes) {}

    /** The key of a result under the root of the store. */
    public static String key(String step, Digest input) {
        return "%s/%s".formatted(FOLDER, path(step, input));
    }

    /** The same in the folder of all of them. */
    public static String path(String step, Digest input) {
        return "%s/%s".formatted(step, input.hex());
    }
}
