package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Bound;
import dev.roadworthy.rides.scene.Vec3;

/** A rectangle of pixels; {@code right} and {@code bottom} lie just outside. */
record Window(int left, int right, int top, int bottom) {

    private static final double NEAR = 0.05;
    private static final double WIDE = 1e3;

    /** The pixels that a ball can cover. */
    static Window about(Bound ball, Placed thing, Camera.Rays rays) {
        Vec3 p = rays.turned(thing.at().plus(thing.worldDirection(ball.centre())));
        if (p.x() + ball.radius() < NEAR) {
            return new Window(0, 0, 0, 0);
        }
        int width = rays.camera().width();
        int height = rays.camera().height();
        double column = width / 2.0;
        double row = height / 2.0;
        return new Window(
                pixel(Math.floor(column - rays.focal() * edge(p.y(), p.x(), ball.radius(), 1) - 1), width),
                pixel(Math.ceil(column - rays.focal() * edge(p.y(), p.x(), ball.radius(), -1) + 1), width),
                pixel(Math.floor(row - rays.focal() * edge(p.z(), p.x(), ball.radius(), 1) - 1), height),
                pixel(Math.ceil(row - rays.focal() * edge(p.z(), p.x(), ball.radius(), -1) + 1), height));
    }

    /** Slope of the ray that grazes a circle on one side, seen from the origin along the depth axis. */
    private static double edge(double aside, double depth, double radius, int side) {
        double distance = Math.sqrt(aside * aside + depth * depth);
        if (distance <= radius) {
            return side * WIDE;
        }
        double angle = StrictMath.atan2(aside, depth) + side * StrictMath.asin(radius / distance);
        return Math.abs(angle) > 1.57 ? Math.signum(angle) * WIDE : StrictMath.tan(angle);
    }

    private static int pixel(double at, int limit) {
        return (int) Math.clamp(at, 0, limit);
    }
}
