package dev.roadworthy.rides.scene;

import dev.roadworthy.rides.RideClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Builds pedestrians and bicyclists from limbs with round skins. */
final class People {

    private static final Rgb[] SKIN = {
        new Rgb(0.55, 0.34, 0.25), new Rgb(0.42, 0.25, 0.17), new Rgb(0.22, 0.12, 0.08), new Rgb(0.6, 0.4, 0.3)
    };
    private static final Rgb[] DYES = {
        new Rgb(0.35, 0.5, 1), new Rgb(1, 0.3, 0.25), new Rgb(0.4, 0.7, 0.4), new Rgb(1, 0.8, 0.3),
        new Rgb(0.9, 0.75, 0.6), new Rgb(0.5, 0.5, 0.55), new Rgb(0.3, 0.35, 0.5), new Rgb(0.7, 0.4, 0.6),
    };
    private static final Rgb RUBBER = Rgb.grey(0.015);
    private static final double WHEEL = 0.34;

    private People() {}

    /** @param stride phase of the step, radians */
    static Thing.Shape pedestrian(SplittableRandom random, double stride) {
        double tall = random.nextDouble(0.88, 1.06);
        Paint coat = cloth(random);
        Paint trousers = cloth(random);
        Paint skin = Paint.matt(SKIN[random.nextInt(SKIN.length)]);
        Paint hair = Paint.matt(SKIN[random.nextInt(SKIN.length)].times(0.3));
        double step = 0.3 * StrictMath.sin(stride);
        Vec3 hip = new Vec3(0, 0, 0.9 * tall);
        Vec3 neck = new Vec3(0.03, 0, 1.42 * tall);
        List<Solid> solids = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            double y = 0.1 * side;
            Vec3 knee = new Vec3(0.6 * step * side + 0.05, y, 0.48 * tall);
            Vec3 foot = new Vec3(step * side, y, 0.06);
            solids.add(new Capsule(hip.plus(new Vec3(0, y, 0)), knee, 0.085, trousers));
            solids.add(new Capsule(knee, foot, 0.06, trousers));
            solids.add(new Capsule(foot, foot.plus(new Vec3(0.14, 0, 0)), 0.05, Paint.matt(RUBBER)));
            Vec3 shoulder = neck.plus(new Vec3(0, 0.19 * side, -0.06));
            Vec3 hand = new Vec3(-0.7 * step * side + 0.05, 0.25 * side, 0.82 * tall);
            solids.add(new Capsule(shoulder, hand, 0.055, coat));
        }
        solids.add(new Capsule(hip.plus(new Vec3(0, -0.05, 0)), neck.plus(new Vec3(0, -0.07, -0.12)), 0.14, coat));
        solids.add(new Capsule(hip.plus(new Vec3(0, 0.05, 0)), neck.plus(new Vec3(0, 0.07, -0.12)), 0.14, coat));
        solids.addAll(head(neck, skin, hair));
        return new Thing.Shape(RideClass.PEDESTRIAN, List.copyOf(solids), 0.5, 1.85 * tall, new Vec3(0.25, 0.25, 0));
    }

    /** @param stroke phase of the pedals, radians */
    static Thing.Shape bicyclist(SplittableRandom random, double stroke, boolean lit) {
        Paint coat = cloth(random);
        Paint trousers = cloth(random);
        Paint skin = Paint.matt(SKIN[random.nextInt(SKIN.length)]);
        Paint hair =
                random.nextBoolean() ? cloth(random) : Paint.matt(skin.albedo().times(0.3));
        Paint frame = cloth(random);
        List<Solid> solids = new ArrayList<>(bicycle(frame, lit));
        Vec3 saddle = new Vec3(-0.22, 0, 0.98);
        Vec3 neck = new Vec3(0.18, 0, 1.5);
        for (int side = -1; side <= 1; side += 2) {
            double turn = stroke + (side > 0 ? Math.PI : 0);
            Vec3 pedal = new Vec3(0.17 * StrictMath.cos(turn), 0.11 * side, 0.3 + 0.17 * StrictMath.sin(turn));
            Vec3 knee = new Vec3(0.2, 0.12 * side, 0.72 + 0.1 * StrictMath.sin(turn));
            solids.add(new Capsule(saddle.plus(new Vec3(0, 0.09 * side, 0)), knee, 0.08, trousers));
            solids.add(new Capsule(knee, pedal, 0.055, trousers));
            solids.add(new Capsule(pedal, pedal.plus(new Vec3(0.12, 0, 0)), 0.045, Paint.matt(RUBBER)));
            Vec3 shoulder = neck.plus(new Vec3(0, 0.19 * side, -0.05));
            solids.add(new Capsule(shoulder, new Vec3(0.46, 0.25 * side, 1.06), 0.05, coat));
        }
        solids.add(new Capsule(saddle.plus(new Vec3(0, -0.05, 0)), neck.plus(new Vec3(0, -0.07, -0.1)), 0.14, coat));
        solids.add(new Capsule(saddle.plus(new Vec3(0, 0.05, 0)), neck.plus(new Vec3(0, 0.07, -0.1)), 0.14, coat));
        solids.addAll(head(neck, skin, hair));
        return new Thing.Shape(RideClass.BICYCLIST, List.copyOf(solids), 1.0, 1.9, new Vec3(0.8, 0.2, 0));
    }

    private static List<Solid> head(Vec3 neck, Paint skin, Paint hair) {
        Vec3 face = neck.plus(new Vec3(0.05, 0, 0.19));
        Vec3 crown = neck.plus(new Vec3(0, 0, 0.23));
        return List.of(
                new Capsule(neck, face, 0.06, skin),
                new Capsule(face, face.plus(new Vec3(0.001, 0, -0.04)), 0.095, skin),
                new Capsule(crown, crown.plus(new Vec3(-0.02, 0, -0.06)), 0.105, hair));
    }

    private static List<Solid> bicycle(Paint frame, boolean lit) {
        List<Solid> solids = new ArrayList<>();
        for (double x : new double[] {-0.52, 0.55}) {
            solids.addAll(wheel(new Vec3(x, 0, WHEEL)));
        }
        Vec3 bottom = new Vec3(0, 0, 0.3);
        Vec3 seat = new Vec3(-0.2, 0, 0.92);
        Vec3 front = new Vec3(0.42, 0, 0.88);
        solids.add(new Capsule(bottom, seat, 0.022, frame));
        solids.add(new Capsule(bottom, front, 0.026, frame));
        solids.add(new Capsule(seat, front, 0.022, frame));
        solids.add(new Capsule(new Vec3(-0.52, 0, WHEEL), bottom, 0.018, frame));
        solids.add(new Capsule(new Vec3(-0.52, 0, WHEEL), seat, 0.016, frame));
        solids.add(new Capsule(front, new Vec3(0.55, 0, WHEEL), 0.022, frame));
        solids.add(new Capsule(new Vec3(0.44, -0.27, 1.05), new Vec3(0.44, 0.27, 1.05), 0.018, Paint.matt(RUBBER)));
        Paint tail = new Paint(new Rgb(0.4, 0.02, 0.02), lit ? new Rgb(3, 0.06, 0.03) : Rgb.BLACK, 0);
        Paint lamp = new Paint(Rgb.grey(0.6), lit ? new Rgb(6, 6, 5.5) : Rgb.BLACK, 0);
        solids.add(new Capsule(new Vec3(-0.5, 0, 0.74), new Vec3(-0.48, 0, 0.74), 0.04, tail));
        solids.add(new Capsule(new Vec3(0.52, 0, 0.92), new Vec3(0.54, 0, 0.92), 0.04, lamp));
        return solids;
    }

    /** Two rings for a look from the side, a ring of tubes for a look from behind. */
    private static List<Solid> wheel(Vec3 hub) {
        List<Solid> solids = new ArrayList<>();
        int pieces = 12;
        for (int i = 0; i < pieces; i++) {
            solids.add(new Capsule(rim(hub, i, pieces), rim(hub, i + 1, pieces), 0.024, Paint.matt(RUBBER)));
        }
        for (int i = 0; i < 3; i++) {
            Paint spoke = Paint.matt(Rgb.grey(0.3));
            solids.add(new Capsule(rim(hub, i * 2 + 1, pieces), rim(hub, i * 2 + 7, pieces), 0.006, spoke));
        }
        return solids;
    }

    private static Vec3 rim(Vec3 hub, int piece, int pieces) {
        double turn = 2 * Math.PI * piece / pieces;
        return hub.plus(new Vec3(0.32 * StrictMath.cos(turn), 0, 0.32 * StrictMath.sin(turn)));
    }

    private static Paint cloth(SplittableRandom random) {
        double tone = random.nextDouble(0.02, 0.45);
        Rgb dye = DYES[random.nextInt(DYES.length)];
        return Paint.matt(Rgb.grey(0.8).mix(dye, random.nextDouble(0.3, 1)).times(tone));
    }
}
