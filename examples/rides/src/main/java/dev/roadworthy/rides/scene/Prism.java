package dev.roadworthy.rides.scene;

import java.util.List;

/**
 * A convex body bounded by planes.
 *
 * @param faces outward planes
 * @param bound a ball that holds all between them
 */
public record Prism(List<Face> faces, Bound bound, Finish finish) implements Solid {

    /** A plane: points inside have {@code normal · p ≤ offset}. */
    public record Face(Vec3 normal, double offset) {

        /** The plane through a point. */
        public static Face through(Vec3 point, Vec3 normal) {
            Vec3 unit = normal.unit();
            return new Face(unit, unit.dot(point));
        }
    }

    /** Look of a point of the body. */
    @FunctionalInterface
    public interface Finish {
        Paint at(Vec3 point, Vec3 normal);
    }

    @Override
    public double enter(Vec3 origin, Vec3 direction) {
        double in = 0;
        double out = Double.POSITIVE_INFINITY;
        for (int i = 0; i < faces.size(); i++) {
            Face face = faces.get(i);
            double along = face.normal().dot(direction);
            double distance = face.offset() - face.normal().dot(origin);
            if (along < -1e-12) {
                in = Math.max(in, distance / along);
            } else if (along > 1e-12) {
                out = Math.min(out, distance / along);
            } else if (distance < 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return in <= out && in > 0 ? in : Double.POSITIVE_INFINITY;
    }

    @Override
    public Vec3 normal(Vec3 at) {
        Face nearest = faces.getFirst();
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < faces.size(); i++) {
            Face face = faces.get(i);
            double depth = face.normal().dot(at) - face.offset();
            if (depth > best) {
                best = depth;
                nearest = face;
            }
        }
        return nearest.normal();
    }

    @Override
    public Paint paint(Vec3 at, Vec3 normal) {
        return finish.at(at, normal);
    }
}
