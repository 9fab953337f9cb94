package dev.roadworthy.rides.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The plots along one side of a street, found by arc length. */
public final class Plots {

    private static final Rgb[] WALLS = {
        new Rgb(0.62, 0.55, 0.43), new Rgb(0.55, 0.50, 0.45), new Rgb(0.45, 0.22, 0.15),
        new Rgb(0.68, 0.64, 0.58), new Rgb(0.50, 0.42, 0.25), new Rgb(0.34, 0.36, 0.38),
        new Rgb(0.58, 0.38, 0.28), new Rgb(0.42, 0.47, 0.50), new Rgb(0.30, 0.20, 0.16),
    };

    private final @Nullable Plot[] byMetre;
    private final double first;
    private final List<Plot> all;

    private Plots(@Nullable Plot[] byMetre, double first, List<Plot> all) {
        this.all = all;
        this.byMetre = byMetre;
        this.first = first;
    }

    /**
     * @param from arc length of the first plot, m
     * @param to arc length up to which plots are laid, m
     * @param tall mean height of houses, m
     * @param green share of plots without a house
     */
    static Plots of(SplittableRandom random, double from, double to, double tall, double green) {
        List<Plot> plots = new ArrayList<>();
        double at = from;
        while (at < to) {
            double end = Math.rint(at + random.nextDouble(9, 22));
            boolean house = random.nextDouble() >= green;
            double height = house ? tall * random.nextDouble(0.7, 1.3) : random.nextDouble(0.9, 2.2);
            Rgb wall = WALLS[random.nextInt(WALLS.length)].times(random.nextDouble(0.75, 1.15));
            plots.add(new Plot(at, end, height, house, wall, random.nextLong() & 0xFFFFF));
            at = end;
        }
        @Nullable Plot[] byMetre = new @Nullable Plot[(int) (at - from)];
        for (Plot plot : plots) {
            for (int i = (int) (plot.start() - from); i < plot.end() - from; i++) {
                byMetre[i] = plot;
            }
        }
        return new Plots(byMetre, from, List.copyOf(plots));
    }

    /** All plots in order. */
    public List<Plot> all() {
        return all;
    }

    /** The plot at an arc length; null beyond the ends. */
    public @Nullable Plot at(double s) {
        int i = (int) Math.floor(s - first);
        return i < 0 || i >= byMetre.length ? null : byMetre[i];
    }
}
