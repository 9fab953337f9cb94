package dev.roadworthy.worker.model;

import dev.roadworthy.worker.model.ModelFaultException.Part;
import java.nio.FloatBuffer;

/**
 * What a network gave for a batch: logits as {@code [frame, channel, row, column]}.
 *
 * @param channels K, background first
 * @param height h, rows of the output
 * @param width w, columns of the output
 */
public record Scores(FloatBuffer logits, int channels, int height, int width) {

    /**
     * The channel with the largest logit at each pixel of a frame's output, the lowest of equal ones; row by row.
     *
     * @param frame its number in the batch
     * @throws ModelFaultException where a logit is not finite, which no order can be told of
     */
    public byte[] classes(int frame) throws ModelFaultException {
        int plane = height * width;
        int base = frame * channels * plane;
        float[] best = new float[plane];
        logits.get(base, best);
        requireFinite(best);
        float[] next = new float[plane];
        byte[] classes = new byte[plane];
        for (int channel = 1; channel < channels; channel++) {
            logits.get(base + channel * plane, next);
            requireFinite(next);
            for (int i = 0; i < plane; i++) {
                if (next[i] > best[i]) {
                    best[i] = next[i];
                    classes[i] = (byte) channel;
                }
            }
        }
        return classes;
    }

    private static void requireFinite(float[] values) throws ModelFaultException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelFaultException(Part.NOT_FINITE, "an output is " + value, null);
            }
        }
    }
}
