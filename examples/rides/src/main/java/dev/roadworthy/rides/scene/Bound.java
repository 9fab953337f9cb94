package dev.roadworthy.rides.scene;

/**
 * A ball that holds a solid.
 *
 * @param radius m
 */
public record Bound(Vec3 centre, double radius) {}
