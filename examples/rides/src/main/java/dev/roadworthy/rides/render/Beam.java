package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Vec3;

/**
 * Light from one far direction, with what every shadow needs worked out once.
 *
 * @param towards unit vector to the light
 * @param x of its horizontal unit vector
 * @param y of its horizontal unit vector
 * @param run horizontal way per metre of rise
 */
record Beam(Vec3 towards, double x, double y, double run) {

    static Beam from(Vec3 towards) {
        double flat = Math.sqrt(towards.x() * towards.x() + towards.y() * towards.y()) + 1e-12;
        return new Beam(towards, towards.x() / flat, towards.y() / flat, flat / towards.z());
    }
}
