package dev.roadworthy.rides.scene;

/** Reproducible noise without state. */
public final class Noise {

    private Noise() {}

    /** A value in [0, 1) that depends on nothing but the arguments. */
    public static double hash(long x, long y, long seed) {
        long h = x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL ^ seed * 0x165667B19E3779F9L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
        return ((h ^ (h >>> 32)) >>> 11 & 0xFFFFFF) * 0x1p-24;
    }

    /** Value noise: hashed lattice, smoothed between; in [0, 1). */
    public static double value(double x, double y, long seed) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        long ix = (long) fx;
        long iy = (long) fy;
        double u = x - fx;
        double v = y - fy;
        u = u * u * (3 - 2 * u);
        v = v * v * (3 - 2 * v);
        double low = hash(ix, iy, seed) * (1 - u) + hash(ix + 1, iy, seed) * u;
        double high = hash(ix, iy + 1, seed) * (1 - u) + hash(ix + 1, iy + 1, seed) * u;
        return low * (1 - v) + high * v;
    }

    /** Three octaves of value noise, in [0, 1). */
    public static double clouds(double x, double y, long seed) {
        return (value(x, y, seed) * 4 + value(2.03 * x, 2.03 * y, seed + 1) * 2 + value(4.1 * x, 4.1 * y, seed + 2))
                / 7;
    }
}
