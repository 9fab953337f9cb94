package dev.roadworthy.worker.model;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.FloatBuffer;

/**
 * Makes a network's input of a frame, to the letter of {@code docs/trainer-contract.md}: bilinear with half-pixel
 * centres, repeated edges and no antialiasing, in double precision.
 */
public final class FrameInput {

    private static final int CHANNELS = 3;

    private final Preprocess.Input target;

    public FrameInput(Preprocess.Input target) {
        this.target = target;
    }

    /**
     * Writes the input of a frame.
     *
     * @param at where its first number goes
     */
    public void write(BufferedImage frame, FloatBuffer inputs, int at) {
        int[] rgb = samples(frame);
        Taps columns = Taps.of(frame.getWidth(), target.width());
        Taps rows = Taps.of(frame.getHeight(), target.height());
        int stride = frame.getWidth() * CHANNELS;
        int next = at;
        for (int channel = 0; channel < CHANNELS; channel++) {
            double mean = target.mean().get(channel);
            double std = target.std().get(channel);
            for (int y = 0; y < target.height(); y++) {
                int upper = rows.first[y] * stride + channel;
                int lower = rows.second[y] * stride + channel;
                for (int x = 0; x < target.width(); x++) {
                    int left = columns.first[x] * CHANNELS;
                    int right = columns.second[x] * CHANNELS;
                    double a = between(rgb[upper + left], rgb[upper + right], columns.weight[x]);
                    double b = between(rgb[lower + left], rgb[lower + right], columns.weight[x]);
                    inputs.put(next++, (float) ((between(a, b, rows.weight[y]) * target.scale() - mean) / std));
                }
            }
        }
    }

    private static double between(double from, double to, double weight) {
        return from + (to - from) * weight;
    }

    // The raster holds the levels as they are stored; asking a grey image for colours would send them through a gamma
    // curve. A palette's colours are its own.
    private static int[] samples(BufferedImage frame) {
        int width = frame.getWidth();
        int height = frame.getHeight();
        int[] rgb = new int[width * height * CHANNELS];
        Raster raster = frame.getRaster();
        if (frame.getColorModel() instanceof IndexColorModel) {
            int[] colors = frame.getRGB(0, 0, width, height, null, 0, width);
            for (int i = 0; i < colors.length; i++) {
                rgb[i * CHANNELS] = colors[i] >> 16 & 0xFF;
                rgb[i * CHANNELS + 1] = colors[i] >> 8 & 0xFF;
                rgb[i * CHANNELS + 2] = colors[i] & 0xFF;
            }
            return rgb;
        }
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    rgb[(y * width + x) * CHANNELS + channel] = row[x * bands + (bands < CHANNELS ? 0 : channel)];
                }
            }
        }
        return rgb;
    }

    /** The two source pixels of each target pixel along one side, and the weight of the second. */
    private static final class Taps {

        private final int[] first;
        private final int[] second;
        private final double[] weight;

        private Taps(int size) {
            first = new int[size];
            second = new int[size];
            weight = new double[size];
        }

        static Taps of(int source, int target) {
            Taps taps = new Taps(target);
            for (int i = 0; i < target; i++) {
                double u = Math.clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
                taps.first[i] = (int) u;
                taps.second[i] = Math.min(taps.first[i] + 1, source - 1);
                taps.weight[i] = u - taps.first[i];
            }
            return taps;
        }
    }
}
