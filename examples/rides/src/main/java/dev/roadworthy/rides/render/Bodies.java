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
import org.jspecify.annotations.Nullable;

/** Draws the things of a street over its ground and walls, by depth. */
final class Bodies {

    private static final double BEHIND = -14;
    private static final double AHEAD = 130;

    private final View view;
    private final Shading shading;
    private final Sky sky;
    private final Ground ground;

    Bodies(View view, Shading shading, Sky sky, Ground ground) {
        this.view = view;
        this.shading = shading;
        this.sky = sky;
        this.ground = ground;
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

    /** Columns and rows of the box about a thing: first, last, first, last. */
    private static int[] bounds(Frame frame, Camera.Rays rays, Placed thing) {
        double left = 1e9;
        double right = -1e9;
        double top = 1e9;
        double bottom = -1e9;
        double r = thing.shape().radius();
        for (int corner = 0; corner < 8; corner++) {
            Vec3 p = rays.project(
                    thing.at().x() + ((corner & 1) == 0 ? -r : r),
                    thing.at().y() + ((corner & 2) == 0 ? -r : r),
                    thing.at().z() + ((corner & 4) == 0 ? 0 : thing.shape().height()));
            left = Math.min(left, p.x());
            right = Math.max(right, p.x());
            top = Math.min(top, p.y());
            bottom = Math.max(bottom, p.y());
        }
        return new int[] {
            (int) Math.clamp(Math.floor(left), 0, frame.width),
            (int) Math.clamp(Math.ceil(right), 0, frame.width),
            (int) Math.clamp(Math.floor(top), 0, frame.height),
            (int) Math.clamp(Math.ceil(bottom), 0, frame.height)
        };
    }

    private void draw(Frame frame, Camera.Rays rays, Placed thing) {
        int[] box = bounds(frame, rays, thing);
        Vec3 origin = thing.local(view.camera().origin());
        double sun = ground.behindHouse(
                        thing.at().plus(new Vec3(0, 0, 1.2)), shading.light().sun())
                ? 0
                : 1;
        for (int row = box[2]; row < box[3]; row++) {
            for (int column = box[0]; column < box[1]; column++) {
                int i = row * frame.width + column;
                Vec3 ray = rays.through(column + 0.5, row + 0.5);
                Vec3 direction = thing.localDirection(ray);
                double nearest = frame.depth[i];
                @Nullable Solid hit = null;
                List<Solid> solids = thing.shape().solids();
                for (int k = 0; k < solids.size(); k++) {
                    double t = solids.get(k).enter(origin, direction);
                    if (t < nearest) {
                        nearest = t;
                        hit = solids.get(k);
                    }
                }
                if (hit != null) {
                    Vec3 local = origin.plus(direction.times(nearest));
                    Rgb colour = shade(thing, hit, local, ray, sun);
                    frame.set(
                            i,
                            shading.haze(colour, nearest, 140),
                            nearest,
                            thing.shape().rideClass());
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
