package dev.roadworthy.rides.render;

import dev.roadworthy.rides.Weather;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** What a camera adds to the light of a scene: bloom, motion blur, exposure, vignetting, rain, sensor noise. */
public final class Lens {

    private static final int TONES = 4096;
    private static final byte[] SRGB = table();

    private Lens() {}

    /**
     * A picture as the sensor delivers it.
     *
     * @param advance metres that the scooter moves between two frames at the nominal interval
     */
    public static BufferedImage expose(
            Frame frame, Illumination.Sensor sensor, Weather weather, double advance, SplittableRandom random) {
        float[][] light = {frame.r, frame.g, frame.b};
        for (int band = 0; band < 3; band++) {
            light[band] = soften(light[band], frame.width, frame.height);
            Bloom.add(light[band], frame.width, frame.height, sensor.lamps() ? 0.16f : 0.04f);
        }
        light = smear(light, frame, sensor.shutter() * advance);
        if (weather == Weather.RAIN) {
            Rain.fall(light, frame.width, frame.height, random);
        }
        return develop(light, frame, sensor, random);
    }

    /** A lens spreads a point over its neighbours, which also hides the stairs of one ray a pixel. */
    private static float[] soften(float[] light, int width, int height) {
        float[] out = light.clone();
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                float cross = light[i - 1] + light[i + 1] + light[i - width] + light[i + width];
                out[i] = 0.6f * light[i] + 0.1f * cross;
            }
        }
        return out;
    }

    /** Blur away from the vanishing point, growing with the distance from it and with nearness. */
    private static float[][] smear(float[][] light, Frame frame, double advance) {
        float[][] out = {light[0].clone(), light[1].clone(), light[2].clone()};
        double cx = frame.width / 2.0;
        double cy = frame.height * 0.42;
        for (int row = 0; row < frame.height; row++) {
            for (int column = 0; column < frame.width; column++) {
                int i = row * frame.width + column;
                double k = Math.min(0.06, advance * 0.12 / (frame.depth[i] + 0.5));
                double dx = (column - cx) * k;
                double dy = (row - cy) * k;
                if (dx * dx + dy * dy >= 0.09) {
                    average(light, out, frame, new double[] {column, row, dx, dy});
                }
            }
        }
        return out;
    }

    /** Mean of five taps about a place ({@code at}: column, row) along a way ({@code at}: dx, dy), pixels. */
    private static void average(float[][] light, float[][] out, Frame frame, double[] at) {
        float r = 0;
        float g = 0;
        float b = 0;
        for (int tap = -2; tap <= 2; tap++) {
            int x = Math.clamp((int) (at[0] + at[2] * tap / 4 + 0.5), 0, frame.width - 1);
            int y = Math.clamp((int) (at[1] + at[3] * tap / 4 + 0.5), 0, frame.height - 1);
            int i = y * frame.width + x;
            r += light[0][i];
            g += light[1][i];
            b += light[2][i];
        }
        int i = ((int) at[1]) * frame.width + ((int) at[0]);
        out[0][i] = r / 5;
        out[1][i] = g / 5;
        out[2][i] = b / 5;
    }

    private static BufferedImage develop(
            float[][] light, Frame frame, Illumination.Sensor sensor, SplittableRandom random) {
        BufferedImage image = new BufferedImage(frame.width, frame.height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < frame.height; y++) {
            for (int x = 0; x < frame.width; x++) {
                int i = y * frame.width + x;
                double u = (x - frame.width / 2.0) / frame.width;
                double v = (y - frame.height / 2.0) / frame.width;
                double gain = sensor.exposure() * (1 - 0.75 * (u * u + v * v));
                long bits = random.nextLong();
                double common = 0.7 * gauss(bits) * sensor.noise();
                int r = tone(light[0][i] * gain, common, sensor, bits >>> 7);
                int g = tone(light[1][i] * gain, common, sensor, bits >>> 19);
                int b = tone(light[2][i] * gain, common, sensor, bits >>> 31);
                pixels[i] = r << 16 | g << 8 | b;
            }
        }
        return image;
    }

    /** Reinhard's curve with a white point of 3, noise of sensor and of photons, then sRGB. */
    private static int tone(double x, double common, Illumination.Sensor sensor, long bits) {
        double film = x * (1 + x / 9) / (1 + x);
        double grain = common + 0.6 * sensor.noise() * gauss(bits * 0x9E3779B97F4A7C15L);
        double noisy = film + grain * (0.12 + 0.6 * Math.sqrt(Math.min(1, film)));
        return SRGB[(int) Math.clamp(noisy * TONES, 0, TONES - 1)] & 0xFF;
    }

    /** Near normal, deviation 1: four uniform bytes, summed. */
    private static double gauss(long bits) {
        long sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24 & 0xFF);
        return (sum - 510) / 147.8;
    }

    private static byte[] table() {
        byte[] table = new byte[TONES];
        for (int i = 0; i < TONES; i++) {
            double v = (i + 0.5) / TONES;
            double s = v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
            table[i] = (byte) Math.round(255 * s);
        }
        return table;
    }
}
