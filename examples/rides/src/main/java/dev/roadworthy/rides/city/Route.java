package dev.roadworthy.rides.city;

import java.util.List;

/**
 * A polyline through the town, measured by arc length.
 *
 * @param points {east, north}, metres
 * @param junctions arc lengths at which another street crosses, metres
 */
public record Route(List<double[]> points, List<Double> junctions) {

    /** A place on the route. Heading is radians, counter-clockwise from east. */
    public record Place(double east, double north, double heading) {

        /** The place {@code left} metres to the left of this one. */
        public Place beside(double left) {
            return new Place(east - StrictMath.sin(heading) * left, north + StrictMath.cos(heading) * left, heading);
        }
    }

    public Place at(double arc) {
        double left = arc;
        for (int i = 1; i < points.size(); i++) {
            double[] a = points.get(i - 1);
            double[] b = points.get(i);
            double piece = between(a, b);
            if (left <= piece || i == points.size() - 1) {
                double u = left / piece;
                double heading = StrictMath.atan2(b[1] - a[1], b[0] - a[0]);
                return new Place(a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u, heading);
            }
            left -= piece;
        }
        throw new IllegalStateException("a route needs two points");
    }

    /** Curvature ahead of an arc length, 1/m, positive to the left, as the mean over the next 50 m. */
    public double curvature(double arc) {
        double turn = at(arc + 50).heading() - at(arc).heading();
        double wrapped = turn - 2 * Math.PI * Math.rint(turn / (2 * Math.PI));
        return Math.clamp(wrapped / 50, -0.006, 0.006);
    }

    static double lengthOf(List<double[]> points) {
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += between(points.get(i - 1), points.get(i));
        }
        return length;
    }

    static double distance(List<double[]> points, double east, double north) {
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < points.size(); i++) {
            double[] a = points.get(i - 1);
            double[] b = points.get(i);
            double dx = b[0] - a[0];
            double dy = b[1] - a[1];
            double u = Math.clamp(((east - a[0]) * dx + (north - a[1]) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
            nearest =
                    Math.min(nearest, between(new double[] {a[0] + dx * u, a[1] + dy * u}, new double[] {east, north}));
        }
        return nearest;
    }

    private static double between(double[] a, double[] b) {
        return Math.sqrt((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]));
    }
}
