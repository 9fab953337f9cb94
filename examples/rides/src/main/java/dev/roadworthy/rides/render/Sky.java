package dev.roadworthy.rides.render;

import dev.roadworthy.rides.RideClass;
import dev.roadworthy.rides.scene.Noise;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Vec3;

/** Sky, and the far skyline of roofs and trees beneath it. */
final class Sky {

    private static final double SKYLINE_DEPTH = 400;

    private final Illumination light;
    private final double cover;
    private final double heading;
    private final double cos;
    private final double sin;
    private final long seed;

    /**
     * @param cover share of the sky under clouds
     * @param heading of the camera, radians, so that skyline and clouds stay where they are
     */
    Sky(Illumination light, double cover, double heading, long seed) {
        this.light = light;
        this.cover = cover;
        this.heading = heading;
        this.cos = StrictMath.cos(heading);
        this.sin = StrictMath.sin(heading);
        this.seed = seed;
    }

    /** What a ray that meets nothing near shows: skyline or sky. */
    void paint(Frame frame, int i, Vec3 ray) {
        double flat = Math.sqrt(ray.x() * ray.x() + ray.y() * ray.y());
        double rise = ray.z() / flat;
        double bearing = StrictMath.atan2(ray.y(), ray.x()) + heading;
        double roofs = 0.045 + 0.05 * Noise.hash((long) Math.floor(bearing * 34), 1, seed);
        double trees = 0.03 + 0.06 * Noise.clouds(bearing * 26, 3, seed + 4);
        if (rise < Math.max(roofs, trees)) {
            boolean house = roofs > trees;
            frame.set(i, skyline(house, bearing), SKYLINE_DEPTH, house ? RideClass.BUILDING : RideClass.VEGETATION);
        } else {
            frame.set(i, colour(ray), Float.MAX_VALUE, RideClass.SKY);
        }
    }

    private Rgb skyline(boolean house, double bearing) {
        Rgb dark = house
                ? Rgb.grey(0.10 + 0.15 * Noise.hash((long) Math.floor(bearing * 34), 2, seed))
                : new Rgb(0.05, 0.08, 0.03);
        return dark.times(light.ambient()).mix(light.horizon().times(0.75), 0.45);
    }

    /** Light from a direction of the sky. */
    Rgb colour(Vec3 ray) {
        Vec3 unit = ray.unit();
        double up = Math.max(0.0, unit.z());
        double fade = 1 - (1 - up) * (1 - up) * (1 - up);
        Rgb clear = light.horizon().mix(light.zenith(), fade);
        double toSun = Math.max(0, unit.dot(light.sun()));
        double p4 = toSun * toSun * toSun * toSun;
        double halo = p4 * p4 * p4 * p4;
        Rgb lit = clear.plus(light.direct().times(0.25 * halo + 0.12 * p4));
        double disc = toSun > 0.9993 ? 12 : 0;
        double over = up + 0.08;
        double cloud = Noise.clouds(
                (unit.x() * cos - unit.y() * sin) / over * 1.2,
                (unit.x() * sin + unit.y() * cos) / over * 1.2,
                seed + 8);
        double veil = Math.clamp((cloud - (1 - cover)) * 3.2, 0.0, 0.92);
        Rgb white = light.ambient().times(1.7).plus(light.direct().times(0.3 + 0.5 * p4));
        return lit.plus(light.direct().times(disc * (1 - veil))).mix(white.times(0.7 + 0.45 * cloud), veil);
    }
}
