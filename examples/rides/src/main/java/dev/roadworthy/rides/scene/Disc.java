package dev.roadworthy.rides.scene;

/**
 * A ring standing upright along the x axis, seen from either side: the wheel of a car or of a bicycle.
 *
 * @param inner radius of the hole, m
 * @param outer radius, m
 */
public record Disc(Vec3 centre, double inner, double outer, Rgb rim, Rgb tyre) implements Solid {

    @Override
    public Bound bound() {
        return new Bound(centre, outer);
    }

    @Override
    public double enter(Vec3 origin, Vec3 direction) {
        double t = (centre.y() - origin.y()) / direction.y();
        if (!(t > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double dx = origin.x() + t * direction.x() - centre.x();
        double dz = origin.z() + t * direction.z() - centre.z();
        double r = dx * dx + dz * dz;
        return r <= outer * outer && r >= inner * inner ? t : Double.POSITIVE_INFINITY;
    }

    @Override
    public Vec3 normal(Vec3 at) {
        return new Vec3(0, centre.y() < 0 ? -1 : 1, 0);
    }

    @Override
    public Paint paint(Vec3 at, Vec3 normal) {
        double dx = at.x() - centre.x();
        double dz = at.z() - centre.z();
        return Paint.matt(dx * dx + dz * dz < 0.42 * outer * outer ? rim : tyre);
    }
}
