package dev.roadworthy.rides.scene;

import java.util.List;

/** Places along a street, s in metres; asked for at every pixel, hence without boxes. */
public final class Places {

    private final double[] at;

    private Places(double[] at) {
        this.at = at;
    }

    public static Places of(List<Double> places) {
        return new Places(places.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return at.length;
    }

    public double get(int index) {
        return at[index];
    }

    /** Distance to the nearest place, m. */
    double nearest(double s) {
        double nearest = Double.MAX_VALUE;
        for (double place : at) {
            nearest = Math.min(nearest, Math.abs(s - place));
        }
        return nearest;
    }

    /** Whether s lies between {@code before} ahead of a place and {@code after} behind it. */
    boolean within(double s, double before, double after) {
        for (double place : at) {
            if (s >= place - before && s < place + after) {
                return true;
            }
        }
        return false;
    }
}
