package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Light that arrives at a point of the camera frame: sun, sky, street lamps and the scooter's own headlight. */
final class Shading {

    private static final double LAMP_RANGE = 22;
    private static final double LAMP_POWER = 16;
    private static final double HEAD_POWER = 2.6;
    private static final double HEAD_HEIGHT = -0.15;
    private static final Vec3 HEAD_AXIS = new Vec3(1, 0, -0.11).unit();

    private final Illumination light;
    private final Rgb lampColour;
    private final double eye;
    private final double[] lamps;

    Shading(View view, Scene scene, Illumination light) {
        this.light = light;
        this.lampColour = scene.palette().lamp();
        this.eye = view.camera().eye();
        this.lamps = light.sensor().lamps() ? nearby(view, scene) : new double[0];
    }

    /** x, y and z of each lamp, one after the other, nearest first along the street. */
    private static double[] nearby(View view, Scene scene) {
        List<Double> near = new ArrayList<>();
        List<Vec3> inOrder = scene.lamps().stream()
                .sorted(Comparator.comparingDouble(Vec3::x))
                .toList();
        for (Vec3 lamp : inOrder) {
            double x = lamp.x() - view.s();
            if (x > -30 && x < 110) {
                near.add(x);
                near.add(view.y(x, lamp.y()));
                near.add(lamp.z());
            }
        }
        return near.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Light on a surface.
     *
     * @param visible share of the sun that reaches the point
     * @param open share of the sky that reaches it
     */
    Rgb arriving(Vec3 at, Vec3 normal, double visible, double open) {
        double sky = open * (0.62 + 0.38 * normal.z());
        double facing = visible * Math.max(0, normal.dot(light.sun()));
        Rgb sum = light.ambient().times(sky).plus(light.direct().times(facing));
        return light.sensor().lamps() ? sum.plus(lampLight(at, normal)).plus(headlight(at, normal)) : sum;
    }

    private Rgb lampLight(Vec3 at, Vec3 normal) {
        double sum = 0;
        for (int i = 0; i < lamps.length; i += 3) {
            double dx = lamps[i] - at.x();
            if (dx > LAMP_RANGE) {
                break;
            }
            if (dx < -LAMP_RANGE) {
                continue;
            }
            double dy = lamps[i + 1] - at.y();
            double dz = lamps[i + 2] - at.z();
            double flat = dx * dx + dy * dy;
            if (flat > LAMP_RANGE * LAMP_RANGE || dz <= 0) {
                continue;
            }
            double r2 = flat + dz * dz;
            double r = Math.sqrt(r2);
            double facing = Math.max(0, (normal.x() * dx + normal.y() * dy + normal.z() * dz) / r);
            double down = dz / r;
            sum += (0.1 + 0.9 * facing) * down * LAMP_POWER / r2 * (1 - flat / (LAMP_RANGE * LAMP_RANGE));
        }
        return lampColour.times(sum);
    }

    private Rgb headlight(Vec3 at, Vec3 normal) {
        Vec3 from = new Vec3(at.x(), at.y(), at.z() - eye - HEAD_HEIGHT);
        double r2 = from.dot(from);
        double r = Math.sqrt(r2);
        double along = from.dot(HEAD_AXIS) / r;
        if (along < 0.7) {
            return Rgb.BLACK;
        }
        double wide = (1 - along) / 0.035;
        double cone = 1 / (1 + wide * wide);
        double facing = Math.max(0, -normal.dot(from) / r);
        double power = HEAD_POWER * cone * (0.15 + 0.85 * facing) / (0.6 + 0.16 * r2);
        return new Rgb(0.95, 1.0, 1.08).times(power);
    }

    /** Light of the air between, by depth. */
    Rgb haze(Rgb colour, double depth, double range) {
        double q = depth / range;
        double veil = q * q / (1 + q * q);
        return colour.mix(light.horizon().times(0.75), veil);
    }

    Illumination light() {
        return light;
    }
}
