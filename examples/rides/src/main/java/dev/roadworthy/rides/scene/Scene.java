package dev.roadworthy.rides.scene;

import java.util.List;

/**
 * All that a ride passes.
 *
 * @param left plots at positive d
 * @param right plots at negative d
 * @param lamps street lamps: s, d and height of the light, m
 * @param palette look that all of the street shares
 */
public record Scene(Street street, Plots left, Plots right, List<Thing> things, List<Vec3> lamps, Palette palette) {

    /**
     * Look that all of the street shares.
     *
     * @param lamp colour of street lamps
     * @param grass reflectance of verges
     * @param seed of clouds, skyline and puddles
     */
    public record Palette(Rgb lamp, Rgb grass, long seed) {}

    /** The scene with the part of the street about a place. */
    public Scene around(double s) {
        return new Scene(street.between(s - 60, s + 320), left, right, things, lamps, palette);
    }

    /** Plots on the side of a place. */
    public Plots plots(double d) {
        return d > 0 ? left : right;
    }
}
