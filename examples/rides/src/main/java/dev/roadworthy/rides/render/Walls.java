package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Paint;
import dev.roadworthy.rides.scene.Plot;
import dev.roadworthy.rides.scene.Plots;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Street;
import dev.roadworthy.rides.scene.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meets rays with the two rows of façades along the street and with the corners of crossing streets. */
final class Walls {

    private static final double FAR = 190;
    private static final double CROSSING_DEPTH = 30;
    private static final double HOUSE_DEPTH = 11;

    private final View view;
    private final Scene scene;
    private final Shading shading;
    private final Sky sky;
    private final Ground ground;
    private final List<Gable> gables = new ArrayList<>();

    Walls(View view, Scene scene, Shading shading, Sky sky, Ground ground) {
        this.view = view;
        this.scene = scene;
        this.shading = shading;
        this.sky = sky;
        this.ground = ground;
        gables(scene.left(), left());
        gables(scene.right(), right());
        gables.sort(Comparator.comparingDouble(Gable::x));
    }

    /** The end wall of a house that rises over its neighbour, seen by who comes along the street. */
    private record Gable(Plot plot, double x, double low, double line) {}

    private void gables(Plots plots, double line) {
        for (Plot plot : plots.all()) {
            double x = plot.start() - view.s();
            @Nullable Plot before = plots.at(plot.start() - 0.5);
            double low = before == null || !before.house() ? 0 : before.height();
            if (plot.house() && x > 0.5 && x < FAR && low < plot.height()) {
                gables.add(new Gable(plot, x, low, line));
            }
        }
    }

    private double left() {
        return scene.street().half() + scene.street().left().depth();
    }

    private double right() {
        return -scene.street().half() - scene.street().right().depth();
    }

    private void gable(Frame frame, int i, Vec3 ray, Gable gable) {
        double t = gable.x() / ray.x();
        if (!(t > 0) || t >= frame.depth[i]) {
            return;
        }
        double z = view.camera().eye() + ray.z() * t;
        double d = view.across(gable.x(), ray.y() * t);
        double beyond = gable.line() > 0 ? d - gable.line() : gable.line() - d;
        if (z < gable.low()
                || beyond < 0
                || beyond > HOUSE_DEPTH
                || z > gable.plot().roofAt(beyond)) {
            return;
        }
        if (scene.street().toJunction(gable.plot().start()) > Street.CORNER) {
            shade(frame, i, ray, t, new Hit(gable.plot(), Double.NaN, new Vec3(-1, 0, 0)));
        }
    }

    /** Paints the wall that a ray meets before anything that the frame holds. */
    void paint(Frame frame, int i, Vec3 ray) {
        double left = left();
        double right = right();
        along(frame, i, ray, left, -1);
        along(frame, i, ray, right, 1);
        for (int k = 0; k < gables.size() && gables.get(k).x() < frame.depth[i] * ray.x(); k++) {
            gable(frame, i, ray, gables.get(k));
        }
        for (int k = 0; k < scene.street().junctions().size(); k++) {
            double x = scene.street().junctions().get(k) - view.s() + Street.CORNER;
            if (x > 0.5 && x < FAR) {
                across(frame, i, ray, x, new double[] {left, right});
            }
        }
    }

    private void along(Frame frame, int i, Vec3 ray, double line, double inward) {
        double a = -0.5 * view.bend() * ray.x() * ray.x();
        double b = ray.y() + view.yaw() * ray.x();
        double c = view.d() - line;
        double t = firstRoot(a, b, c);
        if (!(t > 0) || t >= frame.depth[i] || t > FAR) {
            return;
        }
        double x = ray.x() * t;
        double s = view.s() + x;
        double z = view.camera().eye() + ray.z() * t;
        @Nullable Plot plot = scene.plots(line).at(s);
        if (plot == null || scene.street().toJunction(s) < Street.CORNER) {
            return;
        }
        double heading = view.bend() * x - view.yaw();
        if (!Facades.solid(plot, s, z)) {
            double outward = -inward * (ray.y() - heading * ray.x());
            roof(frame, i, ray, new double[] {t, z, outward}, new Hit(plot, s, new Vec3(-inward * heading, inward, 0)));
            return;
        }
        Vec3 normal = new Vec3(-inward * heading, inward, 0);
        shade(frame, i, ray, t, new Hit(plot, s, normal));
    }

    /** A pitched roof rises behind its eave at {@link Plot#PITCH}; {@code over} holds depth and height at the eave. */
    private void roof(Frame frame, int i, Vec3 ray, double[] over, Hit eave) {
        Plot plot = eave.plot();
        double closing = over[2] * Plot.PITCH - ray.z();
        if (!plot.house() || !plot.pitched() || closing <= 0) {
            return;
        }
        double more = (over[1] - plot.height()) / closing;
        double t = over[0] + more;
        double s = view.s() + ray.x() * t;
        if (over[2] * more > Plot.RIDGE || t >= frame.depth[i] || s < plot.start() || s > plot.end()) {
            return;
        }
        Vec3 normal = new Vec3(eave.normal().x(), eave.normal().y(), 1.2).unit();
        Vec3 at = new Vec3(ray.x() * t, ray.y() * t, view.camera().eye() + ray.z() * t);
        Rgb colour = Facades.tiles(plot, s, at.z()).times(shading.arriving(at, normal, 0.9, 1));
        frame.set(i, shading.haze(colour, t, 150), t, Facades.rideClass(plot));
    }

    /** A place on a wall; {@code along} is not a number on a wall without windows. */
    private record Hit(Plot plot, double along, Vec3 normal) {}

    private void across(Frame frame, int i, Vec3 ray, double x, double[] lines) {
        double t = x / ray.x();
        if (!(t > 0) || t >= frame.depth[i]) {
            return;
        }
        double d = view.across(x, ray.y() * t);
        double beyond = d > 0 ? d - lines[0] : lines[1] - d;
        double z = view.camera().eye() + ray.z() * t;
        @Nullable Plot plot = scene.plots(d).at(view.s() + x + 0.5);
        if (beyond < 0 || beyond > CROSSING_DEPTH || plot == null || !Facades.solid(plot, d, z)) {
            return;
        }
        shade(frame, i, ray, t, new Hit(plot, plot.start() + beyond, new Vec3(-1, 0, 0)));
    }

    private void shade(Frame frame, int i, Vec3 ray, double t, Hit hit) {
        Vec3 at = new Vec3(ray.x() * t, ray.y() * t, view.camera().eye() + ray.z() * t);
        Paint paint = Facades.paint(
                hit.plot(), hit.along(), at.z(), shading.light().sensor().lamps());
        double open = 0.7 + 0.3 * Math.min(1, at.z() / 6);
        double lit = shading.light().direct().r() <= 0
                ? 0
                : ground.sunAt(at.plus(hit.normal().times(0.05)));
        Rgb colour = paint.albedo()
                .times(shading.arriving(at, hit.normal(), lit, open))
                .plus(paint.glow());
        if (paint.gloss() > 0) {
            double along = ray.dot(hit.normal());
            Vec3 mirrored = ray.minus(hit.normal().times(2 * along));
            Vec3 upward = new Vec3(mirrored.x(), mirrored.y(), Math.abs(mirrored.z()) + 0.15);
            colour = colour.plus(sky.colour(upward).times(paint.gloss() * 0.6));
        }
        frame.set(i, shading.haze(colour, t, 150), t, Facades.rideClass(hit.plot()));
    }

    private static double firstRoot(double a, double b, double c) {
        if (Math.abs(a) < 1e-9) {
            return -c / b;
        }
        double h = b * b - 4 * a * c;
        if (h < 0) {
            return -1;
        }
        double root = Math.sqrt(h);
        double one = (-b - root) / (2 * a);
        double two = (-b + root) / (2 * a);
        double low = Math.min(one, two);
        return low > 0 ? low : Math.max(one, two);
    }
}
