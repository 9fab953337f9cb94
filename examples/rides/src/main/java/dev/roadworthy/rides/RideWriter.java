package dev.roadworthy.rides;

import dev.roadworthy.rides.city.Motion;
import dev.roadworthy.rides.city.StreetGraph;
import dev.roadworthy.rides.city.SunPosition;
import dev.roadworthy.rides.log.RideFolder;
import dev.roadworthy.rides.render.Camera;
import dev.roadworthy.rides.render.Frame;
import dev.roadworthy.rides.render.Illumination;
import dev.roadworthy.rides.render.Lens;
import dev.roadworthy.rides.render.Renderer;
import dev.roadworthy.rides.render.View;
import dev.roadworthy.rides.sensor.Gps;
import dev.roadworthy.rides.sensor.Imu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Renders a planned ride into its folder. */
final class RideWriter {

    private static final double CAMERA_HEIGHT = 1.1;
    private static final double CAMERA_PITCH = Math.toRadians(5);
    private static final double BEFORE = 0.05;

    private RideWriter() {}

    /** Writes the ride and returns the times of its frames, ns since the epoch. */
    static List<Long> write(RideFolder folder, RidePlan plan, RideRequest.Shape shape) throws IOException {
        SplittableRandom random = new SplittableRandom(plan.seed() ^ 0x5EED);
        long startNs = plan.header().startedAt().getEpochSecond() * 1_000_000_000L;
        double seconds = RidePlan.seconds(shape.frames());
        double hdop = random.nextDouble(0.7, 2.6);
        folder.header(plan.header());
        folder.table(
                "imu.csv",
                Imu.record(random.split(), plan.motion(), plan.scene().street(), startNs, seconds));
        folder.table("gps.csv", Gps.record(random.split(), plan.motion(), plan.route(), startNs, seconds, hdop));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < shape.frames(); i++) {
            long offset = Math.round((BEFORE + i * RidePlan.INTERVAL) * 1e9) + random.nextLong(-4_000_000, 4_000_000);
            SplittableRandom grain = random.split();
            Frame frame = render(plan, shape, offset / 1e9);
            Illumination light = light(plan, offset / 1e9);
            double advance = plan.motion().speed(offset / 1e9) * RidePlan.INTERVAL;
            long at = startNs + offset;
            folder.frame(
                    at, Lens.expose(frame, light.sensor(), plan.conditions().weather(), advance, grain));
            folder.mask(at, shape.width(), shape.height(), frame.mask());
            times.add(at);
        }
        return List.copyOf(times);
    }

    private static Frame render(RidePlan plan, RideRequest.Shape shape, double t) {
        Motion motion = plan.motion();
        double s = motion.arc(t);
        double d = motion.lateral(t);
        double eye = CAMERA_HEIGHT + plan.scene().street().height(s, d);
        Camera camera = new Camera(shape.width(), shape.height(), eye, CAMERA_PITCH + motion.pitch(t), motion.roll(t));
        View view = new View(camera, s, d, motion.yaw(t), plan.route().curvature(s), t);
        return Renderer.render(
                view, plan.scene(), light(plan, t), plan.conditions().weather(), heading(plan, t));
    }

    private static double heading(RidePlan plan, double t) {
        return plan.route().at(plan.motion().arc(t)).heading() + plan.motion().yaw(t);
    }

    private static Illumination light(RidePlan plan, double t) {
        SunPosition sun = SunPosition.at(plan.header().startedAt(), StreetGraph.LATITUDE, StreetGraph.LONGITUDE);
        return Illumination.of(
                sun,
                heading(plan, t),
                plan.conditions().light(),
                plan.conditions().weather());
    }
}
