package dev.roadworthy.rides.scene;

import dev.roadworthy.rides.RideClass;
import java.util.List;

/**
 * Something that stands or moves in the street.
 *
 * @param gait what it is made of, one shape a phase of its movement
 * @param s along the street at time zero, m
 * @param d left of the centre, m
 * @param yaw heading against the street, radians
 * @param speed along the street, m/s; negative when it comes the other way
 * @param drift across the street, m/s, positive to the left
 */
public record Thing(List<Shape> gait, double s, double d, double yaw, double speed, double drift) {

    private static final double PHASES_PER_METRE = 3;

    /**
     * The form of a thing.
     *
     * @param radius of an upright cylinder about the origin that holds everything, m
     * @param height of that cylinder, m
     * @param footprint half length and half width of what darkens the ground beneath, m; zero for nothing
     */
    public record Shape(RideClass rideClass, List<Solid> solids, double radius, double height, Vec3 footprint) {

        /** A ball that holds everything. */
        public Bound bound() {
            double half = height / 2;
            return new Bound(new Vec3(0, 0, half), Math.sqrt(radius * radius + half * half));
        }
    }

    /** Place along the street after so many seconds, m. */
    public double s(double t) {
        return s + speed * t;
    }

    /** Place across the street after so many seconds, m. */
    public double d(double t) {
        return d + drift * t;
    }

    /** The form after so many seconds. */
    public Shape shape(double t) {
        long phase = (long) Math.floor((Math.abs(speed) + Math.abs(drift)) * t * PHASES_PER_METRE);
        return gait.get(Math.floorMod(phase, gait.size()));
    }
}
