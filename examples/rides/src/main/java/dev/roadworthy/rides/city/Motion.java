package dev.roadworthy.rides.city;

import java.util.SplittableRandom;

/**
 * How the scooter moves along its street; every function takes seconds since the start of the ride.
 *
 * @param start arc length on the route at time zero, m
 * @param speed mean, m/s
 * @param line lateral place at the start, m left of the centre of the road
 * @param after lateral place after the change, m
 * @param change when the scooter changes its line, s; infinite for never
 * @param phase of all swaying, radians
 */
public record Motion(double start, double speed, double line, double after, double change, double phase) {

    private static final double CHANGE_TAKES = 2.0;
    private static final double SWAY = 2.1;
    private static final double PULSE = 0.7;

    public static Motion of(SplittableRandom random, double start, double line, double after, double change) {
        return new Motion(start, random.nextDouble(3.6, 6.2), line, after, change, random.nextDouble(0, 2 * Math.PI));
    }

    /** Arc length on the route, m. */
    public double arc(double t) {
        return start + speed * t - 0.12 * speed / PULSE * (StrictMath.cos(PULSE * t + phase) - StrictMath.cos(phase));
    }

    /** m/s. */
    public double speed(double t) {
        return speed * (1 + 0.12 * StrictMath.sin(PULSE * t + phase));
    }

    /** m/s². */
    public double acceleration(double t) {
        return speed * 0.12 * PULSE * StrictMath.cos(PULSE * t + phase);
    }

    /** Lateral place, m left of the centre of the road. */
    public double lateral(double t) {
        double u = Math.clamp((t - change) / CHANGE_TAKES + 0.5, 0.0, 1.0);
        double eased = u * u * (3 - 2 * u);
        return line + (after - line) * eased + 0.12 * StrictMath.sin(0.9 * t + phase);
    }

    /** Heading against the street, radians, positive to the left. */
    public double yaw(double t) {
        double slope = (lateral(t + 0.05) - lateral(t - 0.05)) / 0.1 / speed(t);
        return 0.8 * slope + 0.012 * StrictMath.sin(SWAY * t + 2 * phase);
    }

    /** Lean, radians, positive to the right. */
    public double roll(double t) {
        return 0.025 * StrictMath.sin(SWAY * t + 3 * phase);
    }

    /** Pitch, radians, positive nose down. */
    public double pitch(double t) {
        return 0.008 * StrictMath.sin(3.3 * t + phase) - 0.01 * acceleration(t);
    }

    /** Derivative of a motion angle, rad/s, by central difference. */
    public static double rate(java.util.function.DoubleUnaryOperator angle, double t) {
        return (angle.applyAsDouble(t + 0.002) - angle.applyAsDouble(t - 0.002)) / 0.004;
    }
}
