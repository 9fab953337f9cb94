package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Vec3;

/**
 * A pinhole camera above the origin of the camera frame: x forward, y left, z up, metres, z = 0 on the road.
 *
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 * @param eye height of the lens above the road, m
 * @param pitch nose down, radians
 * @param roll leaning right, radians
 */
public record Camera(int width, int height, double eye, double pitch, double roll) {

    /** Horizontal field of view, radians. */
    public static final double FIELD = Math.toRadians(82);

    /** Focal length, pixels. */
    public double focal() {
        return width / (2 * StrictMath.tan(FIELD / 2));
    }

    public Vec3 origin() {
        return new Vec3(0, 0, eye);
    }

    /** Turns pixels into rays and back, with all angles worked out once. */
    public Rays rays() {
        return new Rays(this, focal(), Turn.by(pitch), Turn.by(roll));
    }

    /** The rays of a camera; a ray's parameter is the depth along the optical axis, m. */
    public record Rays(Camera camera, double focal, Turn pitch, Turn roll) {

        public Vec3 through(double column, double row) {
            double u = (camera.width() / 2.0 - column) / focal;
            double v = (camera.height() / 2.0 - row) / focal;
            double left = u * roll.cos() - v * roll.sin();
            double up = u * roll.sin() + v * roll.cos();
            return new Vec3(pitch.cos() + up * pitch.sin(), left, up * pitch.cos() - pitch.sin());
        }

        /** A point in the axes of the camera: depth, left and up, m. */
        public Vec3 turned(Vec3 point) {
            double h = point.z() - camera.eye();
            double up = point.x() * pitch.sin() + h * pitch.cos();
            return new Vec3(
                    point.x() * pitch.cos() - h * pitch.sin(),
                    point.y() * roll.cos() + up * roll.sin(),
                    up * roll.cos() - point.y() * roll.sin());
        }
    }

    /** Cosine and sine of an angle. */
    public record Turn(double cos, double sin) {

        /** Of an angle in radians. */
        static Turn by(double angle) {
            return new Turn(StrictMath.cos(angle), StrictMath.sin(angle));
        }
    }
}
