package dev.roadworthy.rides.render;

import dev.roadworthy.rides.Weather;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Vec3;
import java.util.List;

/** Casts one ray through the middle of every pixel; light and class come from the same hit. */
public final class Renderer {

    private Renderer() {}

    /**
     * A frame before the camera's own doing (see {@link Lens}).
     *
     * @param heading of the camera, radians counter-clockwise from east
     */
    public static Frame render(View view, Scene whole, Illumination light, Weather weather, double heading) {
        Scene scene = whole.around(view.s());
        Camera camera = view.camera();
        Frame frame = new Frame(camera.width(), camera.height());
        Camera.Rays rays = camera.rays();
        List<Placed> things = Bodies.place(view, scene);
        Shading shading = new Shading(view, scene, light);
        double cover = weather == Weather.CLEAR ? 0.42 : 0.8;
        Sky sky = new Sky(light, cover, heading, scene.palette().seed());
        Ground ground = new Ground(view, scene, shading, things, weather == Weather.RAIN ? 1 : 0);
        Walls walls = new Walls(view, scene, shading, sky, ground);
        for (int row = 0; row < frame.height; row++) {
            for (int column = 0; column < frame.width; column++) {
                int i = row * frame.width + column;
                Vec3 ray = rays.through(column + 0.5, row + 0.5);
                boolean met = ground.paint(frame, i, ray, rays.focal());
                walls.paint(frame, i, ray);
                if (!met && frame.depth[i] == Float.MAX_VALUE) {
                    sky.paint(frame, i, ray);
                }
            }
        }
        new Bodies(view, shading, sky, ground).paint(frame, rays, things);
        if (weather == Weather.RAIN) {
            Wet.reflect(frame, scene.palette().seed());
        }
        return frame;
    }
}
