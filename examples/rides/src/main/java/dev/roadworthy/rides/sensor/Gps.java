package dev.roadworthy.rides.sensor;

import dev.roadworthy.rides.city.Motion;
import dev.roadworthy.rides.city.Route;
import dev.roadworthy.rides.city.StreetGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Position fixes, five a second; the error wanders and grows with the dilution of precision. */
public final class Gps {

    private static final int RATE = 5;
    private static final double RANGE_ERROR = 1.1;
    private static final double KEEP = 0.96;
    private static final double GROUND = 38;

    private Gps() {}

    /**
     * Rows of {@code gps.csv}, with its heading row.
     *
     * @param startNs time zero of the motion, ns since the epoch
     * @param seconds length of the ride
     * @param hdop mean horizontal dilution of precision
     */
    public static List<String> record(
            SplittableRandom random, Motion motion, Route route, long startNs, double seconds, double hdop) {
        List<String> rows = new ArrayList<>();
        rows.add("t_ns,lat,lon,alt,speed,hdop");
        double[] error = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        for (int i = 0; i <= seconds * RATE; i++) {
            double t = (double) i / RATE;
            double dilution = hdop * (1 + 0.15 * StrictMath.sin(0.3 * t + hdop));
            for (int axis = 0; axis < 3; axis++) {
                error[axis] = KEEP * error[axis] + Math.sqrt(1 - KEEP * KEEP) * random.nextGaussian();
            }
            Route.Place place = route.at(motion.arc(t)).beside(motion.lateral(t));
            double scale = RANGE_ERROR * dilution;
            rows.add((startNs + i * (1_000_000_000L / RATE))
                    + String.format(
                            Locale.ROOT,
                            ",%.7f,%.7f,%.2f,%.2f,%.2f",
                            StreetGraph.latitude(place.north() + scale * error[0]),
                            StreetGraph.longitude(place.east() + scale * error[1]),
                            GROUND + 1.7 * scale * error[2],
                            Math.max(0, motion.speed(t) + 0.12 * random.nextGaussian()),
                            dilution));
        }
        return List.copyOf(rows);
    }
}
