package dev.roadworthy.rides.render;

import java.util.SplittableRandom;

/** Falling rain before the lens and drops on it. */
final class Rain {

    private Rain() {}

    static void fall(float[][] light, int width, int height, SplittableRandom random) {
        int streaks = width * height / 700;
        for (int i = 0; i < streaks; i++) {
            double x = random.nextDouble(width);
            int top = random.nextInt(height);
            int length = random.nextInt(height / 24 + 2, height / 9 + 4);
            double lean = random.nextDouble(-0.12, 0.05);
            float strength = (float) random.nextDouble(0.04, 0.16);
            for (int k = 0; k < length && top + k < height; k++) {
                int column = (int) Math.floor(x + lean * k);
                if (column >= 0 && column < width) {
                    brighten(light, (top + k) * width + column, Math.max(0, top - 24) * width + column, strength);
                }
            }
        }
        int drops = random.nextInt(5, 12);
        for (int i = 0; i < drops; i++) {
            drop(light, width, height, random);
        }
    }

    private static void brighten(float[][] light, int at, int above, float strength) {
        for (float[] band : light) {
            band[at] += strength * (0.3f * band[at] + 0.7f * Math.min(2, band[above]));
        }
    }

    /** A drop shows the scene upside down and small; its blur is enough here. */
    private static void drop(float[][] light, int width, int height, SplittableRandom random) {
        int cx = random.nextInt(width);
        int cy = random.nextInt(height);
        double radius = random.nextDouble(2, 7) * width / 320;
        for (float[] band : light) {
            float[] before = band.clone();
            for (int y = (int) Math.max(0, cy - radius); y < Math.min(height, cy + radius); y++) {
                for (int x = (int) Math.max(0, cx - radius); x < Math.min(width, cx + radius); x++) {
                    double q = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (radius * radius);
                    if (q < 1) {
                        int sx = (int) Math.clamp(cx - (x - cx) * 4.0, 0, width - 1);
                        int sy = (int) Math.clamp(cy - (y - cy) * 4.0, 0, height - 1);
                        float edge = (float) (0.65 * (1 - q * q));
                        band[y * width + x] = band[y * width + x] * (1 - edge) + before[sy * width + sx] * edge;
                    }
                }
            }
        }
    }
}
