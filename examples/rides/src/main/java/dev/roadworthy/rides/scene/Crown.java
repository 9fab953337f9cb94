package dev.roadworthy.rides.scene;

/**
 * A ball of leaves with holes and a ragged edge.
 *
 * @param radius m
 * @param seed of the leaves
 */
public record Crown(Vec3 centre, double radius, Rgb leaf, long seed) implements Solid {

    @Override
    public Bound bound() {
        return new Bound(centre, radius);
    }

    @Override
    public double enter(Vec3 origin, Vec3 direction) {
        Vec3 oc = origin.minus(centre);
        double dd = direction.dot(direction);
        double b = direction.dot(oc);
        double h = b * b - dd * (oc.dot(oc) - radius * radius);
        if (h < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double t = (-b - Math.sqrt(h)) / dd;
        if (t <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        Vec3 at = origin.plus(direction.times(t));
        double edge = h / (dd * radius * radius);
        double holes = Noise.value((at.x() + 0.7 * at.y()) * 7, at.z() * 7, seed);
        return holes > 0.12 + 0.75 * Math.sqrt(Math.min(1, edge)) + 0.1 ? Double.POSITIVE_INFINITY : t;
    }

    @Override
    public Vec3 normal(Vec3 at) {
        return at.minus(centre).times(1 / radius);
    }

    @Override
    public Paint paint(Vec3 at, Vec3 normal) {
        Vec3 out = at.minus(centre);
        double round = StrictMath.atan2(out.y(), out.x());
        double clump = 0.6 * Noise.value(round * 6, out.z() * 6, seed + 9)
                + 0.4 * Noise.value(round * 17, out.z() * 17, seed + 10);
        return Paint.matt(leaf.times(0.3 + 1.4 * clump));
    }
}
