package dev.roadworthy.rides.scene;

/**
 * A piece of land along the street; a house, or a hedge with nothing behind it.
 *
 * @param start arc length at which it begins, m
 * @param end arc length at which it ends, m
 * @param height of the house or of the hedge, m
 * @param house whether a house stands on it
 * @param wall reflectance of the façade
 * @param style seed of windows, doors and shop fronts
 */
public record Plot(double start, double end, double height, boolean house, Rgb wall, long style) {

    /** Rise of a roof over its run. */
    public static final double PITCH = 0.8;
    /** Run of a roof from eave to ridge, m. */
    public static final double RIDGE = 5.5;

    /** Whether the roof is pitched, not flat. */
    public boolean pitched() {
        return house && Noise.hash(11, 11, style) < 0.6;
    }

    /** Height of the house behind its façade, m. */
    public double roofAt(double behind) {
        return pitched() ? height + PITCH * Math.max(0, Math.min(behind, 2 * RIDGE - behind)) : height;
    }
}
