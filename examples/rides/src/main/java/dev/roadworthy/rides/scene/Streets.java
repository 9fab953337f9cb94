package dev.roadworthy.rides.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the cross-section and the materials of a street. */
public final class Streets {

    private static final Surface[] ROADS = {
        Surface.ASPHALT, Surface.ASPHALT, Surface.ASPHALT, Surface.COBBLES, Surface.CONCRETE
    };
    private static final Surface[] PAVEMENTS = {
        Surface.SLABS, Surface.SLABS, Surface.BRICK, Surface.ASPHALT, Surface.CONCRETE, Surface.COBBLES
    };

    private Streets() {}

    /**
     * A street that is crossed at the given places.
     *
     * @param from where the ride begins, s in metres; a zebra crossing lies within sight of it
     */
    public static Street draw(SplittableRandom random, List<Double> junctions, double from) {
        Surface paving = ROADS[random.nextInt(ROADS.length)];
        boolean cycleLane = paving != Surface.COBBLES && random.nextDouble() < 0.35;
        double parkingLeft = random.nextDouble() < 0.55 ? 2.1 : 0;
        double parkingRight = random.nextDouble() < 0.6 ? 2.1 : 0;
        double half = random.nextDouble(3.0, 3.8) + (cycleLane ? 1.5 : 0) + Math.max(parkingLeft, parkingRight);
        Material pavement = material(random, PAVEMENTS[random.nextInt(PAVEMENTS.length)]);
        Material other =
                random.nextDouble() < 0.6 ? pavement : material(random, PAVEMENTS[random.nextInt(PAVEMENTS.length)]);
        double bare = random.nextDouble();
        Verge left = verge(random, parkingLeft, bare < 0.16, other);
        Verge right = verge(random, parkingRight, bare > 0.9, pavement);
        boolean centre = paving != Surface.COBBLES && random.nextDouble() < 0.7;
        Marks marks = new Marks(
                Places.of(zebras(random, junctions, from)),
                centre,
                cycleLane ? random.nextDouble(1.4, 1.8) : 0,
                random.nextDouble() < 0.5,
                random.nextDouble(0.1, 0.5));
        return new Street(half, left, right, material(random, paving), marks, Places.of(junctions));
    }

    private static List<Double> zebras(SplittableRandom random, List<Double> junctions, double from) {
        List<Double> zebras = new ArrayList<>();
        zebras.add(from + random.nextDouble(12, 38));
        for (double junction : junctions) {
            zebras.add(junction - Street.CORNER - Marks.ZEBRA);
            zebras.add(junction + Street.CORNER);
        }
        return List.copyOf(zebras);
    }

    private static Verge verge(SplittableRandom random, double parking, boolean bare, Material pavement) {
        if (bare) {
            return new Verge(0, 0, random.nextDouble(2, 4.5), parking, pavement);
        }
        double strip = random.nextDouble() < 0.35 ? random.nextDouble(1.2, 2.2) : 0;
        double garden = random.nextDouble() < 0.35 ? random.nextDouble(1, 4) : 0;
        return new Verge(strip, random.nextDouble(2.2, 4.8), garden, parking, pavement);
    }

    /** Asphalt can pave either way, and so can stone of any tone: colour alone does not tell road from sidewalk. */
    private static Material material(SplittableRandom random, Surface surface) {
        double tone = random.nextDouble();
        Rgb base =
                switch (surface) {
                    case ASPHALT -> new Rgb(0.10, 0.102, 0.108).mix(new Rgb(0.24, 0.235, 0.225), tone);
                    case CONCRETE -> new Rgb(0.25, 0.245, 0.23).mix(new Rgb(0.42, 0.41, 0.38), tone);
                    case SLABS -> new Rgb(0.20, 0.195, 0.19).mix(new Rgb(0.44, 0.41, 0.36), tone);
                    case BRICK -> new Rgb(0.30, 0.14, 0.09).mix(new Rgb(0.34, 0.26, 0.20), tone);
                    case COBBLES -> new Rgb(0.13, 0.13, 0.14).mix(new Rgb(0.30, 0.27, 0.24), tone);
                };
        return new Material(surface, base, random.nextLong() & 0xFFFFF);
    }
}
