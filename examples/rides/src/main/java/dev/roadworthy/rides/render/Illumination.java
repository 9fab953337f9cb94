package dev.roadworthy.rides.render;

import dev.roadworthy.rides.Light;
import dev.roadworthy.rides.Weather;
import dev.roadworthy.rides.city.SunPosition;
import dev.roadworthy.rides.scene.Rgb;
import dev.roadworthy.rides.scene.Vec3;

/**
 * Light over a frame, in the camera frame. The unit of light is arbitrary; {@code exposure} brings it to the sensor.
 *
 * @param sun direction to the sun
 * @param direct light of the sun on a surface that faces it
 * @param ambient light of the sky on the open ground
 * @param horizon colour of the sky at the horizon
 * @param zenith colour of the sky overhead
 * @param sensor what the camera does with it
 */
public record Illumination(Vec3 sun, Rgb direct, Rgb ambient, Rgb horizon, Rgb zenith, Sensor sensor) {

    /**
     * Exposure and what comes with it.
     *
     * @param exposure gain on linear light
     * @param noise deviation of a mid-grey pixel, of full scale
     * @param lamps whether street lamps and headlights are on
     * @param shutter share of the frame interval in which the picture smears
     */
    public record Sensor(double exposure, double noise, boolean lamps, double shutter) {}

    /**
     * Light under a sun.
     *
     * @param heading of the camera, radians counter-clockwise from east
     */
    public static Illumination of(SunPosition position, double heading, Light light, Weather weather) {
        double elevation = Math.toRadians(position.elevation());
        double bearing = Math.toRadians(90 - position.azimuth()) - heading;
        double flat = StrictMath.cos(elevation);
        Vec3 sun = new Vec3(flat * StrictMath.cos(bearing), flat * StrictMath.sin(bearing), StrictMath.sin(elevation));
        return switch (light) {
            case DAY -> day(sun, position.elevation(), weather);
            case DUSK -> dusk(sun, position.elevation(), weather);
            case NIGHT -> night(sun, weather);
        };
    }

    private static Illumination day(Vec3 sun, double elevation, Weather weather) {
        double high = Math.clamp((elevation - 6) / 30, 0.0, 1.0);
        double bright = 0.55 + 0.45 * high;
        Rgb warm = new Rgb(3.2, 2.5, 1.7).mix(new Rgb(3.0, 2.85, 2.6), high);
        Rgb sky = new Rgb(0.62, 0.74, 0.95).times(0.95);
        Sensor sensor = new Sensor(0.62 / bright, 0.012, false, 0.12);
        if (weather == Weather.CLEAR) {
            return new Illumination(
                    sun,
                    warm.times(bright),
                    sky.times(bright),
                    new Rgb(1.9, 2.1, 2.3).times(bright),
                    new Rgb(0.5, 0.95, 1.9).times(bright),
                    sensor);
        }
        Rgb grey = weather == Weather.RAIN ? new Rgb(1.0, 1.06, 1.14) : new Rgb(1.75, 1.8, 1.85);
        Sensor dull = new Sensor(weather == Weather.RAIN ? 0.8 / bright : 0.62 / bright, 0.018, false, 0.2);
        return new Illumination(
                sun,
                warm.times(weather == Weather.RAIN ? 0 : 0.12 * bright),
                grey.times(bright),
                grey.times(1.4 * bright),
                grey.times(1.1 * bright),
                dull);
    }

    private static Illumination dusk(Vec3 sun, double elevation, Weather weather) {
        double left = Math.clamp((elevation + 6) / 12, 0.0, 1.0);
        double level = 0.10 + 0.5 * left * left;
        Rgb direct = weather == Weather.CLEAR && elevation > 0 ? new Rgb(1.5, 0.75, 0.3).times(left) : Rgb.BLACK;
        Sensor sensor = new Sensor(0.42 / level, 0.03, elevation < 3 || weather == Weather.RAIN, 0.35);
        if (weather == Weather.CLEAR) {
            Rgb glow = new Rgb(2.6, 1.25, 0.75).mix(new Rgb(2.6, 1.9, 1.3), left);
            return new Illumination(
                    sun,
                    direct,
                    new Rgb(0.8, 0.78, 1.05).times(level),
                    glow.times(level),
                    new Rgb(0.35, 0.5, 1.1).times(level),
                    sensor);
        }
        Rgb grey = new Rgb(0.8, 0.86, 1.1).times(level);
        return new Illumination(sun, Rgb.BLACK, grey, grey.times(1.3), grey.times(0.95), sensor);
    }

    private static Illumination night(Vec3 sun, Weather weather) {
        boolean clear = weather == Weather.CLEAR;
        Rgb ambient = clear ? new Rgb(0.006, 0.008, 0.014) : new Rgb(0.014, 0.011, 0.010);
        Rgb horizon = clear ? new Rgb(0.020, 0.017, 0.020) : new Rgb(0.035, 0.025, 0.018);
        Rgb zenith = clear ? new Rgb(0.002, 0.003, 0.007) : new Rgb(0.014, 0.011, 0.010);
        return new Illumination(sun, Rgb.BLACK, ambient, horizon, zenith, new Sensor(2.0, 0.05, true, 0.6));
    }
}
