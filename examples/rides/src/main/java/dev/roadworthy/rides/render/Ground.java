package dev.roadworthy.rides.render;

import dev.roadworthy.rides.scene.Noise;
import dev.roadworthy.rides.scene.Patch;
import dev.roadworthy.rides.scene.Plot;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Street;
import dev.roadworthy.rides.scene.Vec3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Meets rays with the ground: road below, sidewalks a kerb higher, and the kerb's face between. */
final class Ground {

    private static final double FAR = 240;
    private static final double BENEATH = 4;
    private static final Rgb KERB_STONE = new Rgb(0.32, 0.31, 0.29);
    private static final Rgb YARD = new Rgb(0.16, 0.14, 0.10);

    private final View view;
    private final Scene scene;
    private final Shading shading;
    private final List<Placed> things;
    private final double wet;
    private final Beam sun;
    private final List<Placed> dark;

    /** @param wet zero on dry ground, one in rain */
    Ground(View view, Scene scene, Shading shading, List<Placed> things, double wet) {
        this.view = view;
        this.scene = scene;
        this.shading = shading;
        this.things = things;
        this.wet = wet;
        this.sun = Beam.from(shading.light().sun());
        this.dark = things.stream().filter(t -> t.shape().footprint().x() > 0).toList();
    }

    /** Paints the ground where a ray meets it; false where it meets none. */
    boolean paint(Frame frame, int i, Vec3 ray, double focal) {
        if (ray.z() > -1e-4) {
            return false;
        }
        double eye = view.camera().eye();
        double t = (eye - Street.KERB_HEIGHT) / -ray.z();
        if (t > FAR) {
            return false;
        }
        Patch patch = patchAt(ray, t);
        boolean face = false;
        if (!patch.raised()) {
            t = eye / -ray.z();
            patch = patchAt(ray, t);
            face = patch.raised();
        }
        if (t > FAR) {
            return false;
        }
        double z = patch.raised() && !face ? Street.KERB_HEIGHT : 0;
        Vec3 at = new Vec3(ray.x() * t, ray.y() * t, z);
        double pixel = t / focal * Math.sqrt(Math.min(40, t / eye));
        Rgb albedo = face ? KERB_STONE.times(0.7) : albedo(patch, at, pixel);
        Vec3 normal = face ? new Vec3(-0.3 * ray.x(), -0.9 * Math.signum(ray.y()), 0.3) : Vec3.UP;
        Rgb arriving = shading.arriving(at, normal, sunAt(at), openAt(at));
        frame.set(i, shading.haze(albedo.times(arriving), t, 130), t, patch.rideClass());
        return true;
    }

    private Patch patchAt(Vec3 ray, double t) {
        double x = ray.x() * t;
        return scene.street().at(view.s() + x, view.across(x, ray.y() * t));
    }

    private Rgb albedo(Patch patch, Vec3 at, double pixel) {
        Street street = scene.street();
        double s = view.s() + at.x();
        double d = view.across(at.x(), at.y());
        Rgb dry =
                switch (patch) {
                    case ROAD, CROSSING ->
                        street.marks().paint(street, s, d, street.road().at(s, d, pixel));
                    case KERB -> kerb(s, d);
                    case SIDEWALK -> street.side(d).pavement().at(s, d, pixel);
                    case GRASS -> grass(s, d, pixel);
                    case YARD -> YARD.times(0.7 + 0.6 * Noise.clouds(s * 2, d * 2, 3));
                };
        return patch == Patch.GRASS ? dry : dry.times(1 - 0.42 * wet);
    }

    private static Rgb kerb(double s, double d) {
        boolean joint = s - Math.floor(s) < 0.03;
        return KERB_STONE.times(joint ? 0.6 : 0.85 + 0.3 * Noise.value(s * 3, d * 12, 21));
    }

    private Rgb grass(double s, double d, double pixel) {
        double fine = Noise.value(s * 22, d * 22, 31);
        double rough = Noise.clouds(s * 1.1, d * 1.1, 32);
        double keep = 1 / (1 + 400 * pixel * pixel);
        return scene.palette().grass().times(0.5 + 0.6 * rough + 0.6 * (fine - 0.4) * keep + 0.1);
    }

    /** Share of the sun that reaches a point: zero behind a house, a car, a tree. */
    double sunAt(Vec3 at) {
        Vec3 sun = shading.light().sun();
        if (shading.light().direct().r() <= 0 || sun.z() <= 0.01) {
            return 0;
        }
        if (behindHouse(at, sun)) {
            return 0;
        }
        Vec3 lifted = new Vec3(at.x(), at.y(), at.z() + 0.01);
        for (int i = 0; i < things.size(); i++) {
            if (things.get(i).blocks(lifted, this.sun)) {
                return 0.06;
            }
        }
        return 1;
    }

    boolean behindHouse(Vec3 at, Vec3 sun) {
        double d = view.across(at.x(), at.y());
        double side = sun.y() + (view.yaw() - view.bend() * at.x()) * sun.x();
        if (Math.abs(side) < 1e-3) {
            return false;
        }
        double line = side > 0
                ? scene.street().half() + scene.street().left().depth()
                : -scene.street().half() - scene.street().right().depth();
        double t = (line - d) / side;
        if (t <= 0) {
            return false;
        }
        double s = view.s() + at.x() + sun.x() * t;
        @Nullable Plot plot = scene.plots(line).at(s);
        return scene.street().toJunction(s) > Street.CORNER && Facades.solid(plot, s, at.z() + sun.z() * t);
    }

    private double openAt(Vec3 at) {
        double open = 1;
        for (int i = 0; i < dark.size(); i++) {
            Placed thing = dark.get(i);
            if (thing.at().x() > at.x() + BENEATH) {
                break;
            }
            open = Math.min(open, thing.openAt(at));
        }
        double wall = Math.abs(view.across(at.x(), at.y()));
        double street = scene.street().half() + 3;
        return open * (wall > street ? Math.max(0.65, 1 - (wall - street) * 0.06) : 1);
    }
}
