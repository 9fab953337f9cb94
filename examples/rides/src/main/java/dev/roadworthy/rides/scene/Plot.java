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
public record Plot(double start, double end, double height, boolean house, Rgb wall, long style) {}
