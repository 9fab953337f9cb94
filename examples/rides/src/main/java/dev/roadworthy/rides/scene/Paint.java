package dev.roadworthy.rides.scene;

/**
 * How a point of a thing looks.
 *
 * @param albedo reflectance
 * @param glow light of its own
 * @param gloss share of mirrored sky, 0 to 1
 */
public record Paint(Rgb albedo, Rgb glow, double gloss) {

    public static Paint matt(Rgb albedo) {
        return new Paint(albedo, Rgb.BLACK, 0);
    }
}
