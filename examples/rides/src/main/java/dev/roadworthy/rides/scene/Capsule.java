package dev.roadworthy.rides.scene;

/**
 * A line with a round skin; intersection after Inigo Quilez, "Capsule - intersection" (iquilezles.org).
 *
 * @param radius m
 */
public record Capsule(Vec3 from, Vec3 to, double radius, Paint look) implements Solid {

    @Override
    public Bound bound() {
        return new Bound(from.plus(to).times(0.5), to.minus(from).length() / 2 + radius);
    }

    @Override
    public double enter(Vec3 origin, Vec3 direction) {
        Vec3 ba = to.minus(from);
        Vec3 oa = origin.minus(from);
        double baba = ba.dot(ba);
        double bard = ba.dot(direction);
        double baoa = ba.dot(oa);
        double rdrd = direction.dot(direction);
        double rdoa = direction.dot(oa);
        double a = baba * rdrd - bard * bard;
        double b = baba * rdoa - baoa * bard;
        double c = baba * oa.dot(oa) - baoa * baoa - radius * radius * baba;
        double h = b * b - a * c;
        if (h < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double t = (-b - Math.sqrt(h)) / a;
        double y = baoa + t * bard;
        if (y > 0 && y < baba && t > 0) {
            return t;
        }
        return cap(y <= 0 ? oa : origin.minus(to), direction, rdrd);
    }

    private double cap(Vec3 oc, Vec3 direction, double rdrd) {
        double b = direction.dot(oc);
        double h = b * b - rdrd * (oc.dot(oc) - radius * radius);
        double t = h < 0 ? -1 : (-b - Math.sqrt(h)) / rdrd;
        return t > 0 ? t : Double.POSITIVE_INFINITY;
    }

    @Override
    public Vec3 normal(Vec3 at) {
        Vec3 ba = to.minus(from);
        Vec3 pa = at.minus(from);
        double h = Math.clamp(pa.dot(ba) / (ba.dot(ba) + 1e-12), 0.0, 1.0);
        return pa.minus(ba.times(h)).times(1 / radius);
    }

    @Override
    public Paint paint(Vec3 at, Vec3 normal) {
        return look;
    }
}
