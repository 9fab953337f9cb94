package dev.roadworthy.rides.render;

import dev.roadworthy.rides.RideClass;
import dev.roadworthy.rides.scene.Rgb;
import java.util.Arrays;

/** Buffers of one picture: linear light, depth along the optical axis in metres, and class. */
public final class Frame {

    public final int width;
    public final int height;
    final float[] r;
    final float[] g;
    final float[] b;
    final float[] depth;
    final byte[] mask;

    Frame(int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        r = new float[n];
        g = new float[n];
        b = new float[n];
        depth = new float[n];
        mask = new byte[n];
        Arrays.fill(depth, Float.MAX_VALUE);
    }

    /** Raw class values, row by row. */
    public byte[] mask() {
        return mask.clone();
    }

    /** Replaces the light of a pixel and leaves depth and class. */
    void relight(int i, Rgb light) {
        r[i] = (float) light.r();
        g[i] = (float) light.g();
        b[i] = (float) light.b();
    }

    void set(int i, Rgb light, double t, RideClass rideClass) {
        relight(i, light);
        depth[i] = (float) t;
        mask[i] = (byte) rideClass.value();
    }

    Rgb at(int i) {
        return new Rgb(r[i], g[i], b[i]);
    }
}
