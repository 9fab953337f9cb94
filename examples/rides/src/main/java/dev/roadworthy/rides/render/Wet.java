package dev.roadworthy.rides.render;

import dev.roadworthy.rides.RideClass;
import dev.roadworthy.rides.scene.Noise;
import dev.roadworthy.rides.scene.Rgb;

/**
 * Reflections on wet ground, in the picture itself: an upright thing mirrors about the row where it meets the ground.
 */
final class Wet {

    private Wet() {}

    static void reflect(Frame frame, long seed) {
        float[][] dry = {frame.r.clone(), frame.g.clone(), frame.b.clone()};
        for (int column = 0; column < frame.width; column++) {
            int base = 0;
            for (int row = 0; row < frame.height; row++) {
                int i = row * frame.width + column;
                if (!ground(frame.mask[i])) {
                    base = row;
                    continue;
                }
                double near = (row - frame.height * 0.4) / (frame.height * 0.6);
                double grazing = Math.clamp(0.62 - 0.5 * near, 0.08, 0.6);
                double ripple = Noise.value(column * 0.21, row * 0.55, seed) - 0.5;
                double puddle = Noise.clouds(column * 0.012 + row * 0.02, row * 0.05, seed + 1);
                double share = grazing * (puddle > 0.52 ? 1 : 0.55);
                int from = (int) Math.clamp(2.0 * base - row + ripple * 9 + 1, 0, frame.height - 1);
                int aside = (int) Math.clamp(column + ripple * 3, 0, frame.width - 1);
                Rgb seen = smeared(dry, frame, aside, from);
                frame.relight(i, frame.at(i).times(1 - 0.5 * share).plus(seen.times(share)));
            }
        }
    }

    /** Rough water smears what it mirrors upright. */
    private static Rgb smeared(float[][] dry, Frame frame, int column, int row) {
        Rgb sum = Rgb.BLACK;
        for (int step = -3; step <= 3; step++) {
            int at = Math.clamp(row + step * 3, 0, frame.height - 1) * frame.width + column;
            sum = sum.plus(new Rgb(Math.min(6, dry[0][at]), Math.min(6, dry[1][at]), Math.min(6, dry[2][at])));
        }
        return sum.times(1 / 7.0);
    }

    private static boolean ground(byte value) {
        return value == RideClass.ROAD.value()
                || value == RideClass.SIDEWALK.value()
                || value == RideClass.CROSSING.value();
    }
}
