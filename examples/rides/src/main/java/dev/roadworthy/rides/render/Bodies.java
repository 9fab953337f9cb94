package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Paint;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Solid;
import dev.roadworthy.rides.scene.Thing;
import dev.roadworthy.rides.scene.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the things of a street over its ground and walls, by depth. */
final class Bodies {

    private static final double BEHIND = -14;
    private static final double AHEAD = 130;

    private final View view;
    private final Shading shading;
    private final Sky sky;
    private final Ground ground;
    private final int[] hit;

    Bodies(View view, Shading shading, Sky sky, Ground ground) {
        this.view = view;
        this.shading = shading;
        this.sky = sky;
        this.ground = ground;
        this.hit = new int[view.camera().width() * view.camera().height()];
    }

    /** The things about the camera, nearest first. */
    static List<Placed> place(View view, Scene scene) {
        List<Placed> placed = new ArrayList<>();
        for (Thing thing : scene.things()) {
            double s = thing.s(view.time());
            double x = s - view.s();
            if (x < BEHIND || x > AHEAD) {
                continue;
            }
            double y = view.y(x, thing.d(view.time()));
            double z = scene.street().height(s, thing.d(view.time()));
            double heading = view.heading(x) + thing.yaw();
            Thing.Shape shape = thing.shape(view.time());
            if (Math.abs(x) > shape.radius() + 0.25 || Math.abs(y) > shape.radius() + 0.25) {
                placed.add(Placed.of(shape, new Vec3(x, y, z), heading));
            }
        }
        placed.sort(Comparator.comparingDouble(p -> p.at().x()));
        return List.copyOf(placed);
    }

    void paint(Frame frame, Camera.Rays rays, List<Placed> things) {
        for (Placed thing : things) {
            if (thing.at().x() + thing.shape().radius() > 0.3) {
                draw(frame, rays, thing);
            }
        }
    }

    /** Finds the nearest solid of a thing at every pixel, then shades each pixel once. */
    private void draw(Frame frame, Camera.Rays rays, Placed thing) {
        Vec3 origin = thing.local(view.camera().origin());
        List<Solid> solids = thing.shape().solids();
        for (int k = 0; k < solids.size(); k++) {
            seek(frame, rays, thing, origin, k);
        }
        double sun = ground.behindHouse(
                        thing.at().plus(new Vec3(0, 0, 1.2)), shading.light().sun())
                ? 0
                : 1;
        Window all = Window.about(thing.shape().bound(), thing, rays);
        for (int row = all.top(); row < all.bottom(); row++) {
            for (int column = all.left(); column < all.right(); column++) {
                int i = row * frame.width + column;
                if (hit[i] > 0) {
                    Vec3 ray = rays.through(column + 0.5, row + 0.5);
                    double t = frame.depth[i];
                    Vec3 local = origin.plus(thing.localDirection(ray).times(t));
                    Rgb colour = shade(thing, solids.get(hit[i] - 1), local, ray, sun);
                    frame.set(i, shading.haze(colour, t, 140), t, thing.shape().rideClass());
                    hit[i] = 0;
                }
            }
        }
    }

    private void seek(Frame frame, Camera.Rays rays, Placed thing, Vec3 origin, int k) {
        Solid solid = thing.shape().solids().get(k);
        Window window = Window.about(solid.bound(), thing, rays);
        for (int row = window.top(); row < window.bottom(); row++) {
            for (int column = window.left(); column < window.right(); column++) {
                Vec3 direction = thing.localDirection(rays.through(column + 0.5, row + 0.5));
                double t = solid.enter(origin, direction);
                int i = row * frame.width + column;
                if (t < frame.depth[i]) {
                    frame.depth[i] = (float) t;
                    hit[i] = k + 1;
                }
            }
        }
    }

    /** What a polished surface shows: sky above, the dim street about. */
    private Rgb mirrored(Vec3 direction) {
        Rgb street = shading.light().ambient().times(0.22);
        double above = Math.clamp((direction.z() - 0.12) * 4, 0.0, 1.0);
        return above > 0 ? street.mix(sky.colour(direction), above) : street;
    }

    private Rgb shade(Placed thing, Solid solid, Vec3 local, Vec3 ray, double sun) {
        Vec3 skin = solid.normal(local);
        Paint paint = solid.paint(local, skin);
        Vec3 turned = thing.worldDirection(skin);
        Vec3 normal = turned.dot(ray) > 0 ? turned.times(-1) : turned;
        Vec3 offset = thing.worldDirection(local);
        Vec3 at = thing.at().plus(offset);
        double open = 0.55 + 0.45 * Math.min(1, local.z() / 1.2);
        Rgb colour =
                paint.albedo().times(shading.arriving(at, normal, sun, open)).plus(paint.glow());
        if (paint.gloss() > 0) {
            Vec3 mirrored = ray.minus(normal.times(2 * ray.dot(normal)));
            double grazing = 1 + ray.unit().dot(normal);
            double fresnel = paint.gloss() * (0.45 + 1.1 * grazing * grazing * grazing * grazing);
            Rgb seen = mirrored(mirrored.unit());
            colour = colour.plus(seen.times(Math.min(0.8, fresnel)));
        }
        return colour;
    }
}
