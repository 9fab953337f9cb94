package dev.roadworthy.vehicle.inference;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A frame as a network's input, {@code [1, 3, height, width]}: bilinear with half-pixel centres, repeated edges and no
 * antialiasing, as the trainer contract says.
 */
final class FrameInput {

    static final int CHANNELS = 3;

    private FrameInput() {}

    /** The numbers, in a direct buffer: ONNX Runtime reads them where they are. */
    static FloatBuffer of(BufferedImage frame, Preprocess.Input input) {
        FloatBuffer numbers = ByteBuffer.allocateDirect(CHANNELS * input.height() * input.width() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int channel = 0; channel < CHANNELS; channel++) {
            plane(frame, channel, input, numbers);
        }
        return numbers.rewind();
    }

    private static void plane(BufferedImage frame, int channel, Preprocess.Input input, FloatBuffer numbers) {
        int[] levels = levels(frame, channel);
        int width = frame.getWidth();
        int height = frame.getHeight();
        double mean = input.mean().get(channel);
        double std = input.std().get(channel);
        for (int y = 0; y < input.height(); y++) {
            double v = source(y, height, input.height());
            int row = (int) v;
            int top = row * width;
            int bottom = Math.min(row + 1, height - 1) * width;
            for (int x = 0; x < input.width(); x++) {
                double u = source(x, width, input.width());
                int left = (int) u;
                int right = Math.min(left + 1, width - 1);
                double a = between(levels[top + left], levels[top + right], u - left);
                double b = between(levels[bottom + left], levels[bottom + right], u - left);
                numbers.put((float) ((between(a, b, v - row) * input.scale() - mean) / std));
            }
        }
    }

    private static double source(int target, int from, int to) {
        return Math.clamp((target + 0.5) * from / to - 0.5, 0, from - 1);
    }

    private static double between(double from, double to, double weight) {
        return from + (to - from) * weight;
    }

    // Levels as they are stored: asking for colours would send a grey frame through a gamma curve. Frames with a
    // palette
    // were given their colours by Frames.
    private static int[] levels(BufferedImage frame, int channel) {
        Raster raster = frame.getRaster();
        int band = raster.getNumBands() < CHANNELS ? 0 : channel;
        return raster.getSamples(0, 0, frame.getWidth(), frame.getHeight(), band, (int[]) null);
    }
}
