package dev.roadworthy.rides.scene;

import dev.roadworthy.rides.RideClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Builds what stands still beside a road: trees, street lamps, signs, bins. */
final class Furniture {

    /** Height of the light of a street lamp, m, and its reach over the road, m. */
    static final double LAMP_HEIGHT = 5.6;

    static final double LAMP_REACH = 1.2;

    private static final Paint STEEL = Paint.matt(Rgb.grey(0.12));
    private static final Vec3 NOTHING = new Vec3(0, 0, 0);

    private Furniture() {}

    static Thing.Shape tree(SplittableRandom random, Rgb leaf) {
        double trunk = random.nextDouble(1.9, 3.0);
        double size = random.nextDouble(0.9, 1.5);
        List<Solid> solids = new ArrayList<>();
        Paint bark = Paint.matt(new Rgb(0.13, 0.1, 0.07).times(random.nextDouble(0.7, 1.4)));
        solids.add(new Capsule(new Vec3(0, 0, 0), new Vec3(0.05, 0.05, trunk + size), 0.09 + 0.07 * size, bark));
        for (int i = 0; i < 6; i++) {
            Vec3 centre = new Vec3(
                    random.nextDouble(-0.9, 0.9) * size,
                    random.nextDouble(-0.9, 0.9) * size,
                    trunk + size * random.nextDouble(0.6, 2.2));
            Rgb tone = leaf.times(random.nextDouble(0.75, 1.2));
            solids.add(new Crown(centre, size * random.nextDouble(0.75, 1.1), tone, random.nextLong() & 0xFFFF));
        }
        double radius = size * 2.4;
        return new Thing.Shape(RideClass.VEGETATION, List.copyOf(solids), radius, trunk + size * 3.4, NOTHING);
    }

    /** A lamp whose arm reaches along local y. */
    static Thing.Shape lamp(boolean lit, Rgb colour) {
        Paint bulb = new Paint(Rgb.grey(0.5), lit ? colour.times(14) : Rgb.BLACK, 0);
        Vec3 top = new Vec3(0, 0, LAMP_HEIGHT);
        Vec3 head = new Vec3(0, LAMP_REACH, LAMP_HEIGHT);
        List<Solid> solids = List.of(
                new Capsule(new Vec3(0, 0, 0), top, 0.06, STEEL),
                new Capsule(top, head, 0.04, STEEL),
                new Capsule(head.plus(new Vec3(-0.12, 0, -0.05)), head.plus(new Vec3(0.12, 0, -0.05)), 0.08, bulb));
        return new Thing.Shape(RideClass.OTHER, solids, 1.4, LAMP_HEIGHT + 0.2, NOTHING);
    }

    static Thing.Shape sign(SplittableRandom random) {
        Rgb face = random.nextBoolean() ? new Rgb(0.05, 0.12, 0.5) : new Rgb(0.6, 0.05, 0.04);
        List<Solid> solids = List.of(
                new Capsule(new Vec3(0, 0, 0), new Vec3(0, 0, 2.4), 0.03, STEEL),
                box(new Vec3(-0.02, -0.3, 2.0), new Vec3(0.02, 0.3, 2.6), (p, n) -> {
                    double r = p.y() * p.y() + (p.z() - 2.3) * (p.z() - 2.3);
                    return Paint.matt(r > 0.055 && r < 0.08 ? Rgb.grey(0.7) : face);
                }));
        return new Thing.Shape(RideClass.OTHER, solids, 0.4, 2.7, NOTHING);
    }

    static Thing.Shape bin(SplittableRandom random) {
        Rgb colour = random.nextBoolean() ? new Rgb(0.45, 0.2, 0.02) : new Rgb(0.05, 0.14, 0.07);
        double h = random.nextDouble(0.8, 1.2);
        Paint look = Paint.matt(colour);
        List<Solid> solids = List.of(box(new Vec3(-0.25, -0.25, 0), new Vec3(0.25, 0.25, h), (p, n) -> look));
        return new Thing.Shape(RideClass.OTHER, solids, 0.4, h, new Vec3(0.25, 0.25, 0));
    }

    private static Prism box(Vec3 low, Vec3 high, Prism.Finish finish) {
        return new Prism(
                List.of(
                        new Prism.Face(new Vec3(1, 0, 0), high.x()),
                        new Prism.Face(new Vec3(-1, 0, 0), -low.x()),
                        new Prism.Face(new Vec3(0, 1, 0), high.y()),
                        new Prism.Face(new Vec3(0, -1, 0), -low.y()),
                        new Prism.Face(new Vec3(0, 0, 1), high.z()),
                        new Prism.Face(new Vec3(0, 0, -1), -low.z())),
                new Bound(low.plus(high).times(0.5), high.minus(low).length() / 2),
                finish);
    }
}
