package dev.roadworthy.rides.sensor;

import dev.roadworthy.rides.city.Motion;
import dev.roadworthy.rides.scene.Street;
import dev.roadworthy.rides.scene.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Acceleration and turn rate, 100 samples a second.
 *
 * <p>The road shakes the scooter through one mass on a spring and a damper. The wheel follows a profile of white slope
 * (ISO 8608, waviness 2): the deviation of its vertical speed over a step of {@code dt} is
 * {@code 2π n0 √(Gd(n0) v / (2 dt))} with {@code n0 = 0.1} cycles per metre. Joints add a step each.
 */
public final class Imu {

    private static final double GRAVITY = 9.80665;
    private static final int RATE = 100;
    private static final int INNER = 5;
    private static final double NATURAL = 2 * Math.PI * 9;
    private static final double DAMPING = 0.28;
    private static final double N0 = 0.1;

    private final SplittableRandom random;
    private final Motion motion;
    private final Street street;
    private double spring;
    private double body;

    private Imu(SplittableRandom random, Motion motion, Street street) {
        this.random = random;
        this.motion = motion;
        this.street = street;
    }

    /**
     * Rows of {@code imu.csv}, with its heading row.
     *
     * @param startNs time zero of the motion, ns since the epoch
     * @param seconds length of the ride
     */
    public static List<String> record(
            SplittableRandom random, Motion motion, Street street, long startNs, double seconds) {
        Imu imu = new Imu(random, motion, street);
        List<String> rows = new ArrayList<>();
        rows.add("t_ns,ax,ay,az,gx,gy,gz");
        for (int i = 0; i <= seconds * RATE; i++) {
            rows.add((startNs + i * (1_000_000_000L / RATE)) + imu.sample((double) i / RATE));
        }
        return List.copyOf(rows);
    }

    private String sample(double t) {
        double bump = bump(t);
        double roll = motion.roll(t);
        double pitch = motion.pitch(t);
        double gx = Motion.rate(motion::roll, t) + noise(0.008 + 0.01 * Math.abs(bump));
        double gy = Motion.rate(motion::pitch, t) + noise(0.008 + 0.025 * Math.abs(bump));
        double gz = Motion.rate(motion::yaw, t) + noise(0.006);
        double ax =
                motion.acceleration(t) - GRAVITY * StrictMath.sin(pitch) + noise(0.08) + 0.25 * noise(Math.abs(bump));
        double ay = motion.speed(t) * gz + GRAVITY * StrictMath.sin(roll) + noise(0.08) + 0.2 * noise(Math.abs(bump));
        double az = GRAVITY * StrictMath.cos(roll) * StrictMath.cos(pitch) + bump + noise(0.08);
        return String.format(Locale.ROOT, ",%.4f,%.4f,%.4f,%.5f,%.5f,%.5f", ax, ay, az, gx, gy, gz);
    }

    /** Vertical acceleration of the body through spring and damper, mean over one sample, m/s². */
    private double bump(double t) {
        Surface surface = street.surface(motion.arc(t), motion.lateral(t));
        double v = motion.speed(t);
        double dt = 1.0 / (RATE * INNER);
        double rough = 2 * Math.PI * N0 * Math.sqrt(surface.roughness() * 1e-6 * v / (2 * dt));
        double sum = 0;

        for (int k = 0; k < INNER; k++) {
            double wheel = noise(rough) + joint(surface, t + k * dt, dt);
            double slip = body - wheel;
            spring += slip * dt;
            double force = -2 * DAMPING * NATURAL * slip - NATURAL * NATURAL * spring;
            body += force * dt;
            sum += force;
        }
        return Math.clamp(sum / INNER, -60.0, 60.0);
    }

    /** A joint lifts the wheel by a millimetre or two. */
    private double joint(Surface surface, double t, double dt) {
        double length = surface.joint();
        if (length < 0.3) {
            return 0;
        }
        boolean over = Math.floor(motion.arc(t + dt) / length) > Math.floor(motion.arc(t) / length);
        return over ? noise(0.0012) / dt : 0;
    }

    private double noise(double deviation) {
        return deviation * random.nextGaussian();
    }
}
