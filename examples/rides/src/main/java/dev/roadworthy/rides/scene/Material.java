package dev.roadworthy.rides.scene;

/**
 * A paved surface with its own look.
 *
 * @param base mean reflectance
 * @param seed of the pattern
 */
public record Material(Surface surface, Rgb base, long seed) {

    /**
     * Reflectance at a place.
     *
     * @param s along the street, m
     * @param d across it, m
     * @param pixel size of a pixel on the ground, m; detail finer than that fades into its mean
     */
    public Rgb at(double s, double d, double pixel) {
        double worn = 0.86 + 0.28 * Noise.clouds(s * 0.45, d * 0.7, seed);
        double detail =
                switch (surface) {
                    case ASPHALT -> asphalt(s, d, pixel);
                    case CONCRETE -> stones(s, d, 2.5, 2.5, 0.02, pixel) * (0.93 + 0.14 * grain(s, d, 30, pixel));
                    case SLABS -> stones(s, d, 0.5, 0.5, 0.016, pixel) * (0.93 + 0.14 * grain(s, d, 40, pixel));
                    case BRICK -> stones(s, d, 0.1, 0.2, 0.01, pixel);
                    case COBBLES -> stones(s, d, 0.13, 0.15, 0.03, pixel) * (0.8 + 0.4 * grain(s, d, 14, pixel));
                };
        return base.times(worn * detail);
    }

    private double asphalt(double s, double d, double pixel) {
        double grain = 0.8 + 0.4 * grain(s, d, 45, pixel);
        double ridge = Math.abs(Noise.value(s * 0.9, d * 0.9, seed + 5) - 0.5);
        double crack = ridge < 0.012 && Noise.value(s * 0.2, d * 0.2, seed + 6) > 0.55 ? 0.6 : 1;
        double patch = Noise.hash((long) Math.floor(s / 4.3), (long) Math.floor(d / 2.1), seed + 7) < 0.09 ? 0.76 : 1;
        return grain * faded(crack, 0.03, pixel) * patch;
    }

    private double grain(double s, double d, double perMetre, double pixel) {
        return 0.5 + faded(Noise.value(s * perMetre, d * perMetre, seed + 3) + 0.5, 1 / perMetre, pixel) - 1;
    }

    /** Stones laid in rows that are shifted against each other, each of its own brightness, with dark joints. */
    private double stones(double s, double d, double length, double width, double joint, double pixel) {
        long row = (long) Math.floor(s / length);
        double shifted = d + (surface == Surface.CONCRETE ? 0 : Noise.hash(row, 0, seed) * width);
        long column = (long) Math.floor(shifted / width);
        double ds = s - row * length;
        double dd = shifted - column * width;
        boolean inJoint = ds < joint || dd < joint;
        double tone = 0.82 + 0.36 * Noise.hash(row, column, seed + 2);
        return faded(inJoint ? 0.45 : tone, Math.min(length, width), pixel);
    }

    private static double faded(double detail, double size, double pixel) {
        double ratio = pixel / size;
        return 1 + (detail - 1) / (1 + ratio * ratio);
    }
}
