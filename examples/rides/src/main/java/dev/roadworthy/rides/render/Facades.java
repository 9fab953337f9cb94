package dev.roadworthy.rides.render;

import dev.roadworthy.rides.RideClass;
import dev.roadworthy.rides.scene.Noise;
import dev.roadworthy.rides.scene.Paint;
import dev.roadworthy.rides.scene.Plot;
import dev.roadworthy.rides.scene.Rgb;
import org.jspecify.annotations.Nullable;

/** Looks of façades and hedges. */
final class Facades {

    private static final Rgb HEDGE = new Rgb(0.07, 0.13, 0.035);
    private static final Rgb PANE = new Rgb(0.03, 0.04, 0.05);
    private static final Rgb WARM = new Rgb(1.0, 0.68, 0.34);

    private Facades() {}

    static RideClass rideClass(Plot plot) {
        return plot.house() ? RideClass.BUILDING : RideClass.VEGETATION;
    }

    /** Whether a plot fills the place at a height; hedges have a ragged top. */
    static boolean solid(@Nullable Plot plot, double s, double z) {
        if (plot == null || z > plot.height()) {
            return false;
        }
        return plot.house() || z < plot.height() - 0.16 * Noise.clouds(s * 5, 0, plot.style());
    }

    /**
     * Look of a place on a façade.
     *
     * @param along s of the place, m
     * @param z height, m
     * @param lit whether windows are lit
     */
    static Paint paint(Plot plot, double along, double z, boolean lit) {
        if (Double.isNaN(along)) {
            return Paint.matt(plot.wall().times(0.8));
        }
        if (!plot.house()) {
            double leaves =
                    Noise.value(along * 9, z * 9, plot.style()) * 0.6 + Noise.value(along * 23, z * 23, 5) * 0.4;
            return Paint.matt(HEDGE.times(0.35 + 1.3 * leaves));
        }
        double s = along - plot.start();
        double width = plot.end() - plot.start();
        long style = plot.style();
        double floor = 2.9 + 0.6 * Noise.hash(1, 1, style);
        long bays = Math.max(2, Math.round(width / (2.4 + 1.6 * Noise.hash(2, 2, style))));
        double bay = width / bays;
        long column = (long) Math.floor(s / bay);
        long storey = (long) Math.floor(z / floor);
        double u = (s - column * bay) / bay;
        double v = (z - storey * floor) / floor;
        boolean shop = Noise.hash(3, 3, style) < 0.35 && storey == 0;
        boolean roof = plot.height() - z < 0.45;
        if (roof) {
            return Paint.matt(plot.wall().times(0.55));
        }
        if (shop) {
            return shopFront(plot, u, v, column, lit);
        }
        return storey == 0 && column == (long) (Noise.hash(4, 4, style) * bays)
                ? door(plot, u, v)
                : window(plot, u, v, new long[] {column, storey}, lit && plot.height() - storey * floor > floor);
    }

    /** Reflectance of roof tiles. */
    static Rgb tiles(Plot plot, double s, double z) {
        double hue = Noise.hash(12, 12, plot.style());
        Rgb tile = new Rgb(0.26, 0.11, 0.07).mix(new Rgb(0.09, 0.09, 0.10), hue);
        boolean gap = z * 4 - Math.floor(z * 4) < 0.2;
        return tile.times(gap ? 0.75 : 0.9 + 0.2 * Noise.value(s * 3, z * 4, plot.style()));
    }

    private static Paint shopFront(Plot plot, double u, double v, long column, boolean lit) {
        if (v > 0.8) {
            double hue = Noise.hash(5, 5, plot.style());
            Rgb sign = new Rgb(0.1 + 0.5 * hue, 0.15, 0.6 - 0.5 * hue);
            return new Paint(sign, lit ? sign.times(0.5) : Rgb.BLACK, 0);
        }
        if (v > 0.14 && u > 0.06 && u < 0.94) {
            boolean open = Noise.hash(column, 9, plot.style()) < 0.5;
            return new Paint(PANE.times(2), lit && open ? WARM.times(goods(u, v, column)) : Rgb.BLACK, 0.25);
        }
        return Paint.matt(plot.wall().times(0.5));
    }

    /** Shelves and lamps behind a shop window. */
    private static double goods(double u, double v, long column) {
        double shelf = Noise.hash((long) Math.floor(u * 9), (long) Math.floor(v * 5), column);
        return (v < 0.5 ? 0.12 + 0.3 * shelf : 0.3 + 0.12 * shelf) * (0.6 + 0.8 * v);
    }

    private static Paint door(Plot plot, double u, double v) {
        if (u > 0.3 && u < 0.7 && v < 0.72) {
            double hue = Noise.hash(6, 6, plot.style());
            return Paint.matt(new Rgb(0.06 + 0.16 * hue, 0.07, 0.05 + 0.12 * (1 - hue)));
        }
        return wall(plot, u, v, 0);
    }

    private static Paint window(Plot plot, double u, double v, long[] cell, boolean lit) {
        double half = 0.2 + 0.12 * Noise.hash(7, 7, plot.style());
        double top = 0.74 + 0.12 * Noise.hash(8, 8, plot.style());
        double out = Math.abs(u - 0.5);
        if (out < half && v > 0.3 && v < top) {
            boolean frame = out > half - 0.035 || v < 0.34 || v > top - 0.03 || out < 0.012;
            if (frame) {
                return Paint.matt(Rgb.grey(0.5));
            }
            double wake = Noise.hash(cell[0], cell[1] + 100, plot.style());
            Rgb room = wake < 0.18 ? WARM.times(0.25 + 1.6 * wake) : Rgb.BLACK;
            return new Paint(PANE.times(0.6 + wake), lit ? room : Rgb.BLACK, 0.3);
        }
        boolean trim = out < half + 0.05 && v > 0.26 && v < top + 0.04;
        return trim ? Paint.matt(plot.wall().mix(Rgb.grey(0.6), 0.45)) : wall(plot, u, v, cell[0]);
    }

    private static Paint wall(Plot plot, double u, double v, long column) {
        double stain = 0.86 + 0.28 * Noise.clouds((u + column) * 1.7, v * 3, plot.style());
        return Paint.matt(plot.wall().times(stain));
    }
}
