package dev.roadworthy.rides;

import dev.roadworthy.rides.city.Motion;
import dev.roadworthy.rides.city.Route;
import dev.roadworthy.rides.city.StreetGraph;
import dev.roadworthy.rides.city.SunPosition;
import dev.roadworthy.rides.log.RideHeader;
import dev.roadworthy.rides.scene.Crowd;
import dev.roadworthy.rides.scene.Scene;
import dev.roadworthy.rides.scene.Street;
import dev.roadworthy.rides.scene.Streets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Everything about a ride that is settled before it is rendered.
 *
 * @param seed of what is left to chance later
 */
record RidePlan(long seed, RideHeader header, Conditions conditions, Route route, Motion motion, Scene scene) {

    /** Light and weather. */
    record Conditions(Light light, Weather weather) {}

    /** Seconds between two frames. */
    static final double INTERVAL = 0.5;

    private static final Instant SEASON = Instant.parse("2026-03-20T00:00:00Z");
    private static final int SEASON_DAYS = 240;
    private static final List<Weather> WEATHERS = List.of(Weather.CLEAR, Weather.OVERCAST, Weather.RAIN);
    private static final int VEHICLES = 12;

    static String name(int index) {
        return String.format(Locale.ROOT, "ride-%04d", index + 1);
    }

    static double seconds(int frames) {
        return (frames - 1) * INTERVAL + 0.6;
    }

    static RidePlan draw(RideRequest request, int index) {
        long seed = seedOf(request.seed(), name(index));
        SplittableRandom random = new SplittableRandom(seed);
        int lights = request.lights().size();
        Light light = request.lights().get(index % lights);
        Weather weather = WEATHERS.get(index / lights % WEATHERS.size());
        Instant startedAt = instant(random, light);
        double length = seconds(request.shape().frames()) * 7;
        Route route = StreetGraph.of(request.seed()).route(random, length);
        double start = route.junctions().getFirst() - random.nextDouble(30, 120);
        Street street = Streets.draw(random, route.junctions(), start);
        double[] lines = lines(random, street);
        double change = lines[0] == lines[1] ? 1e9 : seconds(request.shape().frames()) * random.nextDouble(0.35, 0.65);
        Motion motion = Motion.of(random, start, lines[0], lines[1], change);
        Crowd.Rider rider = new Crowd.Rider(lines[0], lines[1], motion.speed());
        boolean lamps = light != Light.DAY;
        Scene scene = Crowd.populate(random, street, start - 20, start + length + 130, rider, lamps);
        String surface = street.surface(start, lines[0]).name().toLowerCase(Locale.ROOT);
        RideHeader header = header(random, startedAt, light, weather, surface);
        return new RidePlan(seed, header, new Conditions(light, weather), route, motion, scene);
    }

    private static RideHeader header(
            SplittableRandom random, Instant startedAt, Light light, Weather weather, String surface) {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("light", light.attribute());
        attributes.put("weather", weather.attribute());
        attributes.put("surface", surface);
        String vehicle = String.format(Locale.ROOT, "scooter-%03d", 1 + random.nextInt(VEHICLES));
        return new RideHeader(vehicle, "front", startedAt, attributes);
    }

    /** An instant of the season at which the sun makes this light from the start of a ride to well after it. */
    private static Instant instant(SplittableRandom random, Light light) {
        while (true) {
            Instant instant = SEASON.plusSeconds(random.nextLong(SEASON_DAYS * 86_400L));
            if (light.matches(elevation(instant)) && light.matches(elevation(instant.plus(Duration.ofMinutes(5))))) {
                return instant;
            }
        }
    }

    private static double elevation(Instant instant) {
        return SunPosition.at(instant, StreetGraph.LATITUDE, StreetGraph.LONGITUDE)
                .elevation();
    }

    /** Where the scooter rides at first and at last: on the road, on a sidewalk, or from one to the other. */
    private static double[] lines(SplittableRandom random, Street street) {
        double road = -(street.half() - street.right().parking() - random.nextDouble(0.8, 1.3));
        boolean rightWalk = street.right().sidewalk() > 0;
        double walk = rightWalk
                ? -(street.half() + street.right().middle())
                : street.half() + street.left().middle();
        double choice = random.nextDouble();
        if (choice < 0.5) {
            return new double[] {road, road};
        }
        if (choice < 0.8 || !rightWalk) {
            return new double[] {walk, walk};
        }
        return random.nextBoolean() ? new double[] {road, walk} : new double[] {walk, road};
    }

    /** Depends on the seed and on the name alone, so that a ride keeps its content when others come or go. */
    private static long seedOf(long seed, String name) {
        long h = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0x100000001B3L;
        }
        return h;
    }
}
