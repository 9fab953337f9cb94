package dev.roadworthy.rides.scene;

import dev.roadworthy.rides.RideClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Builds cars: hatchbacks, saloons, vans. */
final class Cars {

    private static final Rgb[] COLOURS = {
        Rgb.grey(0.02),
        Rgb.grey(0.05),
        Rgb.grey(0.16),
        Rgb.grey(0.34),
        Rgb.grey(0.7),
        new Rgb(0.35, 0.02, 0.02),
        new Rgb(0.02, 0.05, 0.2),
        new Rgb(0.04, 0.12, 0.08),
        new Rgb(0.08, 0.2, 0.36),
        new Rgb(0.4, 0.3, 0.05),
    };
    private static final Rgb GLASS = new Rgb(0.015, 0.02, 0.025);
    private static final Rgb TAIL = new Rgb(0.4, 0.015, 0.01);
    private static final Rgb LAMP = Rgb.grey(0.6);
    private static final double LIFT = 0.2;

    /** Measures of a car, m: half length, half width, height of the waist and of the roof. */
    private record Build(double length, double width, double waist, double roof, boolean van) {}

    private Cars() {}

    /** @param lit whether its lamps are on */
    static Thing.Shape car(SplittableRandom random, boolean lit) {
        double kind = random.nextDouble();
        Build build = kind < 0.18
                ? new Build(2.45, 0.97, 1.05, random.nextDouble(1.9, 2.3), true)
                : kind < 0.6
                        ? new Build(random.nextDouble(1.8, 2.1), 0.86, 0.88, 1.48, false)
                        : new Build(random.nextDouble(2.1, 2.4), 0.9, 0.86, random.nextDouble(1.42, 1.65), false);
        Rgb colour = COLOURS[random.nextInt(COLOURS.length)].times(random.nextDouble(0.8, 1.2));
        List<Solid> solids = new ArrayList<>();
        solids.add(body(build, colour, lit));
        solids.add(cabin(build, colour));
        for (double x : new double[] {-0.62 * build.length, 0.66 * build.length}) {
            for (double y : new double[] {-build.width - 0.005, build.width + 0.005}) {
                solids.add(new Disc(new Vec3(x, y, 0.31), 0, 0.31, Rgb.grey(0.25), Rgb.grey(0.015)));
            }
        }
        double radius = Math.sqrt(build.length * build.length + build.width * build.width) + 0.02;
        Vec3 footprint = new Vec3(build.length, build.width, 0);
        return new Thing.Shape(RideClass.CAR, List.copyOf(solids), radius, build.roof + 0.02, footprint);
    }

    private static Prism body(Build b, Rgb colour, boolean lit) {
        double nose = b.van ? 0.12 : 0.25;
        List<Prism.Face> faces = List.of(
                Prism.Face.through(new Vec3(b.length, 0, 0.5), new Vec3(1, 0, 0.05)),
                Prism.Face.through(new Vec3(-b.length, 0, 0.5), new Vec3(-1, 0, 0.08)),
                Prism.Face.through(new Vec3(0, b.width, 0.55), new Vec3(0, 1, 0.06)),
                Prism.Face.through(new Vec3(0, -b.width, 0.55), new Vec3(0, -1, 0.06)),
                Prism.Face.through(new Vec3(b.length, 0, b.waist - nose * 0.7), new Vec3(nose, 0, 1)),
                Prism.Face.through(new Vec3(0, 0, b.waist), Vec3.UP),
                Prism.Face.through(new Vec3(0, 0, LIFT), new Vec3(0, 0, -1)));
        return new Prism(faces, bound(b), (p, n) -> bodyPaint(b, colour, lit, p, n));
    }

    private static Paint bodyPaint(Build b, Rgb colour, boolean lit, Vec3 p, Vec3 n) {
        boolean lampHeight = p.z() > b.waist - 0.3 && p.z() < b.waist - 0.12;
        boolean corner = Math.abs(p.y()) > b.width - 0.36;
        if (n.x() < -0.9 && lampHeight && corner) {
            return new Paint(TAIL, lit ? new Rgb(2.2, 0.06, 0.03) : Rgb.BLACK, 0.1);
        }
        if (n.x() > 0.9 && lampHeight && corner) {
            return new Paint(LAMP, lit ? new Rgb(9, 9, 8) : Rgb.BLACK, 0.2);
        }
        boolean plate = n.x() < -0.9 && Math.abs(p.y()) < 0.26 && p.z() > 0.42 && p.z() < 0.54;
        if (plate) {
            return Paint.matt(Rgb.grey(0.7));
        }
        if (p.z() < 0.34 || wheelArch(b, p)) {
            return Paint.matt(Rgb.grey(0.02));
        }
        boolean gap = Math.abs(n.y()) > 0.9 && (Math.abs(p.x() - 0.25) < 0.012 || Math.abs(p.x() + 0.7) < 0.012);
        return new Paint(gap ? colour.times(0.3) : colour, Rgb.BLACK, 0.12);
    }

    private static boolean wheelArch(Build b, Vec3 p) {
        double dz = p.z() - 0.31;
        double front = p.x() - 0.66 * b.length;
        double rear = p.x() + 0.62 * b.length;
        return Math.abs(p.y()) > b.width - 0.1 && Math.min(front * front, rear * rear) + dz * dz < 0.38 * 0.38;
    }

    private static Bound bound(Build b) {
        Vec3 half = new Vec3(b.length + 0.05, b.width + 0.05, b.roof / 2);
        return new Bound(new Vec3(0, 0, b.roof / 2), half.length());
    }

    private static Prism cabin(Build b, Rgb colour) {
        double front = b.van ? b.length * 0.72 : b.length * 0.42;
        double rear = b.van ? -b.length + 0.02 : -b.length * 0.9;
        List<Prism.Face> faces = List.of(
                Prism.Face.through(new Vec3(front, 0, b.waist), new Vec3(1, 0, b.van ? 0.45 : 1.1)),
                Prism.Face.through(new Vec3(rear, 0, b.waist), new Vec3(-1, 0, b.van ? 0.03 : 0.5)),
                Prism.Face.through(new Vec3(0, b.width - 0.03, b.waist), new Vec3(0, 1, 0.22)),
                Prism.Face.through(new Vec3(0, -b.width + 0.03, b.waist), new Vec3(0, -1, 0.22)),
                Prism.Face.through(new Vec3(0, 0, b.roof), Vec3.UP),
                Prism.Face.through(new Vec3(0, 0, b.waist - 0.02), new Vec3(0, 0, -1)));
        return new Prism(faces, bound(b), (p, n) -> cabinPaint(b, colour, p, n));
    }

    private static Paint cabinPaint(Build b, Rgb colour, Vec3 p, Vec3 n) {
        boolean pillar = Math.abs(n.y()) > 0.8
                ? Math.abs(p.x() + 0.12) < 0.04 || Math.abs(p.x() + b.length * 0.55) < 0.05
                : Math.abs(p.y()) > b.width - 0.2 - 0.22 * (p.z() - b.waist);
        boolean metal = n.z() > 0.9 || p.z() > b.roof - 0.08 || p.z() < b.waist + 0.03 || pillar;
        boolean panel = b.van && p.x() < -0.1 && (n.x() < -0.9 ? p.z() < b.waist + 0.25 : true);
        return metal || panel ? new Paint(colour, Rgb.BLACK, 0.12) : new Paint(GLASS, Rgb.BLACK, 0.35);
    }
}
