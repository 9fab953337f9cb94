package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Solid;
import dev.roadworthy.rides.scene.Thing;
import dev.roadworthy.rides.scene.Vec3;
import java.util.List;

/**
 * A thing where it stands in the camera frame.
 *
 * @param at its origin
 * @param cos of its heading
 * @param sin of its heading
 */
record Placed(Thing.Shape shape, Vec3 at, double cos, double sin) {

    static Placed of(Thing.Shape shape, Vec3 at, double heading) {
        return new Placed(shape, at, StrictMath.cos(heading), StrictMath.sin(heading));
    }

    Vec3 local(Vec3 point) {
        double x = point.x() - at.x();
        double y = point.y() - at.y();
        return new Vec3(cos * x + sin * y, cos * y - sin * x, point.z() - at.z());
    }

    Vec3 localDirection(Vec3 v) {
        return new Vec3(cos * v.x() + sin * v.y(), cos * v.y() - sin * v.x(), v.z());
    }

    Vec3 worldDirection(Vec3 v) {
        return new Vec3(cos * v.x() - sin * v.y(), sin * v.x() + cos * v.y(), v.z());
    }

    /** Whether something of it lies between a point and the light. */
    boolean blocks(Vec3 point, Beam beam) {
        double qx = at.x() - point.x();
        double qy = at.y() - point.y();
        double radius = shape.radius();
        double along = qx * beam.x() + qy * beam.y();
        double reach = shape.height() * beam.run() + radius;
        double aside = qx * beam.y() - qy * beam.x();
        if (along < -radius || along > reach || aside > radius || aside < -radius) {
            return false;
        }
        Vec3 origin = local(point);
        Vec3 direction = localDirection(beam.towards());
        List<Solid> solids = shape.solids();
        for (int i = 0; i < solids.size(); i++) {
            if (solids.get(i).enter(origin, direction) < 1e6) {
                return true;
            }
        }
        return false;
    }

    /** How much of the sky is left to the ground beneath and beside it, 0 to 1. */
    double openAt(Vec3 point) {
        Vec3 foot = shape.footprint();
        if (foot.x() == 0) {
            return 1;
        }
        double x = point.x() - at.x();
        double y = point.y() - at.y();
        double far = foot.x() + 1;
        if (x > far || x < -far || y > far || y < -far) {
            return 1;
        }
        double outX = Math.max(0, Math.abs(cos * x + sin * y) - foot.x());
        double outY = Math.max(0, Math.abs(cos * y - sin * x) - foot.y());
        double out = Math.sqrt(outX * outX + outY * outY);
        return Math.min(1, 0.22 + 0.78 * out / 0.7);
    }
}
