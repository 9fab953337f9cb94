package dev.roadworthy.rides.city;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small town on a plane: a jittered grid of nodes, joined by gently bent streets. Coordinates are metres east and
 * north of {@link #LATITUDE}, {@link #LONGITUDE}.
 */
public final class StreetGraph {

    public static final double LATITUDE = 52.4990;
    public static final double LONGITUDE = 13.4180;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final int SIDE = 7;
    private static final double SPACING = 190;
    private static final int PIECES = 24;

    private final double[][] nodes;
    private final long seed;

    private StreetGraph(double[][] nodes, long seed) {
        this.nodes = nodes;
        this.seed = seed;
    }

    public static StreetGraph of(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x57EE7L);
        double[][] nodes = new double[SIDE * SIDE][];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new double[] {
                (i % SIDE - SIDE / 2) * SPACING + random.nextDouble(-16, 16),
                (i / SIDE - SIDE / 2) * SPACING + random.nextDouble(-16, 16)
            };
        }
        return new StreetGraph(nodes, seed);
    }

    /** A way straight through the town, from a place drawn at random, at least {@code length} metres long. */
    public Route route(SplittableRandom random, double length) {
        boolean eastWest = random.nextBoolean();
        boolean forward = random.nextBoolean();
        int line = random.nextInt(1, SIDE - 1);
        int start = random.nextInt(SIDE - 1);
        List<double[]> points = new ArrayList<>();
        List<Double> junctions = new ArrayList<>();
        double walked = 0;
        int at = start;
        int step = forward ? 1 : -1;
        while (walked < length + SPACING * 2.2) {
            if (at + step < 0 || at + step >= SIDE) {
                step = -step;
            }
            int to = at + step;
            List<double[]> street = street(node(eastWest, line, at), node(eastWest, line, to));
            points.addAll(points.isEmpty() ? street : street.subList(1, street.size()));
            walked = Route.lengthOf(points);
            junctions.add(walked);
            at = to;
        }
        return new Route(List.copyOf(points), List.copyOf(junctions));
    }

    /** Distance from a place to the centre line of the nearest street, metres. */
    public double distance(double latitude, double longitude) {
        double east = (longitude - LONGITUDE) * METRES_PER_DEGREE * StrictMath.cos(Math.toRadians(LATITUDE));
        double north = (latitude - LATITUDE) * METRES_PER_DEGREE;
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < nodes.length; i++) {
            if (i % SIDE < SIDE - 1) {
                nearest = Math.min(nearest, Route.distance(street(i, i + 1), east, north));
            }
            if (i / SIDE < SIDE - 1) {
                nearest = Math.min(nearest, Route.distance(street(i, i + SIDE), east, north));
            }
        }
        return nearest;
    }

    public static double latitude(double north) {
        return LATITUDE + north / METRES_PER_DEGREE;
    }

    public static double longitude(double east) {
        return LONGITUDE + east / (METRES_PER_DEGREE * StrictMath.cos(Math.toRadians(LATITUDE)));
    }

    private static int node(boolean eastWest, int line, int at) {
        return eastWest ? line * SIDE + at : at * SIDE + line;
    }

    /** A parabola between two nodes, bulging the same way whichever end it is walked from. */
    private List<double[]> street(int from, int to) {
        int low = Math.min(from, to);
        int high = Math.max(from, to);
        double bulge = new SplittableRandom(seed * 31 + low * 1009L + high).nextDouble(-16, 16);
        double[] a = nodes[low];
        double[] b = nodes[high];
        double length = Math.sqrt((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]));
        double leftEast = -(b[1] - a[1]) / length;
        double leftNorth = (b[0] - a[0]) / length;
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i <= PIECES; i++) {
            double u = (from == low ? i : PIECES - i) / (double) PIECES;
            double off = 4 * u * (1 - u) * bulge;
            points.add(
                    new double[] {a[0] + (b[0] - a[0]) * u + leftEast * off, a[1] + (b[1] - a[1]) * u + leftNorth * off
                    });
        }
        return points;
    }
}
