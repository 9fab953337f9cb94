package dev.roadworthy.rides.render;

/**
 * Where the camera is in street coordinates. Near the camera the street is a parabola: its centre lies at
 * {@code y = -d - yaw x + bend x² / 2}.
 *
 * @param s along the street, m
 * @param d left of its centre, m
 * @param yaw heading against the street, radians, positive to the left
 * @param bend curvature of the street, 1/m, positive to the left
 * @param time since the start of the ride, s
 */
public record View(Camera camera, double s, double d, double yaw, double bend, double time) {

    /** Street coordinate across, of a point of the camera frame. */
    public double across(double x, double y) {
        return d + y + yaw * x - 0.5 * bend * x * x;
    }

    /** Camera-frame y of a place in the street. */
    public double y(double x, double across) {
        return across - d - yaw * x + 0.5 * bend * x * x;
    }

    /** Heading of the street in the camera frame at a distance ahead, radians. */
    public double heading(double x) {
        return StrictMath.atan(bend * x - yaw);
    }
}
