package dev.roadworthy.rides.scene;

/**
 * A street in its own coordinates: s along it, d to the left of its centre, metres.
 *
 * @param half half the width of the road, kerb to kerb, m
 * @param left the side at positive d
 * @param right the side at negative d
 * @param road what the road is paved with
 * @param marks paint on the road
 * @param junctions where other streets cross, s in metres
 */
public record Street(double half, Verge left, Verge right, Material road, Marks marks, Places junctions) {

    /** Half the width of a crossing street, m. */
    public static final double MOUTH = 4;
    /** Distance from the middle of a crossing street to the houses on its sides, m. */
    public static final double CORNER = MOUTH + 2.6;
    /** Height of a kerb, m. */
    public static final double KERB_HEIGHT = 0.12;

    private static final double RADIUS = 2.0;

    /** The side at a place. */
    public Verge side(double d) {
        return d > 0 ? left : right;
    }

    /** What lies at a place. */
    public Patch at(double s, double d) {
        double out = Math.abs(d) - half;
        double gap = toJunction(s);
        if (gap < MOUTH) {
            return Patch.ROAD;
        }
        if (out < 0) {
            return marks.zebra(s) ? Patch.CROSSING : Patch.ROAD;
        }
        Verge side = side(d);
        if (gap < CORNER) {
            return corner(gap - MOUTH, out, side);
        }
        if (out < Verge.KERB) {
            return Patch.KERB;
        }
        if (out < Verge.KERB + side.strip()) {
            return Patch.GRASS;
        }
        if (out < Verge.KERB + side.strip() + side.sidewalk()) {
            return Patch.SIDEWALK;
        }
        return out < side.depth() ? Patch.GRASS : Patch.YARD;
    }

    /** The sidewalk turns round the corner with a radius. */
    private static Patch corner(double along, double out, Verge side) {
        if (along < RADIUS && out < RADIUS) {
            double a = RADIUS - along;
            double b = RADIUS - out;
            double r = a * a + b * b;
            if (r > RADIUS * RADIUS) {
                return Patch.ROAD;
            }
            double inner = RADIUS - Verge.KERB;
            return r > inner * inner ? Patch.KERB : Patch.SIDEWALK;
        }
        if (along < Verge.KERB || out < Verge.KERB) {
            return Patch.KERB;
        }
        return side.sidewalk() > 0 || out > side.depth() ? Patch.SIDEWALK : Patch.GRASS;
    }

    /** Distance along the street to the middle of the nearest crossing street, m. */
    public double toJunction(double s) {
        return junctions.nearest(s);
    }

    /** Height of the ground, m above the road. */
    public double height(double s, double d) {
        return at(s, d).raised() ? KERB_HEIGHT : 0;
    }

    /** What a wheel rolls on at a place. */
    public Surface surface(double s, double d) {
        return switch (at(s, d)) {
            case ROAD, CROSSING -> road.surface();
            case KERB -> Surface.CONCRETE;
            case SIDEWALK, GRASS, YARD -> side(d).pavement().surface();
        };
    }
}
