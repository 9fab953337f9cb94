package dev.roadworthy.rides;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What to generate.
 *
 * @param out folder that receives one folder a ride; made if absent
 * @param seed of everything
 * @param rides how many
 * @param lights taken in turn
 * @param shape frames a ride and their size
 * @param defects each goes into a ride of its own
 */
public record RideRequest(Path out, long seed, int rides, List<Light> lights, Shape shape, Set<Defect> defects) {

    /** Frames a ride, two a second, and their size in pixels. */
    public record Shape(int frames, int width, int height) {}

    public RideRequest {
        lights = List.copyOf(lights);
        defects = Set.copyOf(defects);
        int needed = defects.size() + (defects.contains(Defect.DUPLICATE_RIDE) ? 1 : 0);
        if (rides < Math.max(1, needed)) {
            throw new IllegalArgumentException(
                    "--rides " + rides + " is too few: these defects need " + needed + " rides of their own");
        }
        if (lights.isEmpty()) {
            throw new IllegalArgumentException("--light names no light: give at least one of day, dusk, night");
        }
    }
}
