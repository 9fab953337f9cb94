package dev.roadworthy.rides.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fills a street with what stands and moves in it. */
public final class Crowd {

    private final SplittableRandom random;
    private final Street street;
    private final double from;
    private final double to;
    private final boolean lit;
    private final List<Thing> things = new ArrayList<>();
    private final List<Vec3> lamps = new ArrayList<>();

    /**
     * The scooter among the others.
     *
     * @param line lateral place at first, m left of the centre
     * @param after lateral place at last, m
     * @param speed m/s
     */
    public record Rider(double line, double after, double speed) {

        boolean near(double d, double margin) {
            return d > Math.min(line, after) - margin && d < Math.max(line, after) + margin;
        }
    }

    private Crowd(SplittableRandom random, Street street, double from, double to, boolean lit) {
        this.random = random;
        this.street = street;
        this.from = from;
        this.to = to;
        this.lit = lit;
    }

    /**
     * A street with all that is in it, between two arc lengths.
     *
     * @param rider the scooter, whose lines stay free of people that walk or come towards it
     * @param lit whether lamps are on
     */
    public static Scene populate(
            SplittableRandom random, Street street, double from, double to, Rider rider, boolean lit) {
        Crowd crowd = new Crowd(random, street, from, to, lit);
        Rgb lamp = random.nextDouble() < 0.6 ? new Rgb(1, 0.58, 0.2) : new Rgb(1, 0.86, 0.66);
        Rgb leaf = new Rgb(0.06, 0.12, 0.03).mix(new Rgb(0.2, 0.14, 0.03), random.nextDouble() * random.nextDouble());
        double tall = random.nextDouble(6, 17);
        double green = random.nextDouble(0.05, 0.4);
        for (int sign = -1; sign <= 1; sign += 2) {
            crowd.park(sign);
            crowd.plant(sign, leaf);
            crowd.light(sign, lamp);
            crowd.clutter(sign);
        }
        crowd.drive(rider);
        crowd.cycle(rider);
        crowd.walk(rider);
        Plots left = Plots.of(random, Math.floor(from) - 30, to + 60, tall, green);
        Plots right = Plots.of(random, Math.floor(from) - 30, to + 60, tall, green);
        Rgb grass = new Rgb(0.09, 0.14, 0.04).mix(new Rgb(0.2, 0.18, 0.08), random.nextDouble());
        Scene.Palette palette = new Scene.Palette(lamp, grass, random.nextLong() & 0xFFFFF);
        return new Scene(street, left, right, List.copyOf(crowd.things), List.copyOf(crowd.lamps), palette);
    }

    private void park(int sign) {
        Verge side = street.side(sign);
        if (side.parking() == 0) {
            return;
        }
        double full = random.nextDouble(0.35, 0.9);
        for (double s = from; s < to; s += random.nextDouble(5.3, 6.2)) {
            if (random.nextDouble() < full && free(s, 5)) {
                double d = sign * (street.half() - 1.02 + random.nextDouble(-0.08, 0.08));
                double yaw = (sign > 0 ? Math.PI : 0) + random.nextDouble(-0.03, 0.03);
                stand(Cars.car(random, false), s, d, yaw);
            }
        }
    }

    /** Keeps junctions and zebra crossings clear. */
    private boolean free(double s, double margin) {
        boolean onZebra = street.marks().zebras().within(s, margin, Marks.ZEBRA + margin);
        return !onZebra && street.toJunction(s) > Street.CORNER + 1;
    }

    private void plant(int sign, Rgb leaf) {
        Verge side = street.side(sign);
        double gap = random.nextDouble(8, 22);
        boolean room = side.strip() > 0 || side.sidewalk() > 3 || side.sidewalk() == 0;
        if (!room || random.nextDouble() < 0.2) {
            return;
        }
        double out = side.strip() > 0 ? Verge.KERB + side.strip() / 2 : side.sidewalk() == 0 ? 1.2 : 0.75;
        for (double s = from + random.nextDouble(gap); s < to; s += gap * random.nextDouble(0.8, 1.3)) {
            if (free(s, 2)) {
                stand(Furniture.tree(random, leaf), s, sign * (street.half() + out), 0);
            }
        }
    }

    private void light(int sign, Rgb colour) {
        double gap = random.nextDouble(22, 34);
        double d = sign * (street.half() + 0.45);
        for (double s = from + random.nextDouble(gap); s < to; s += gap) {
            stand(Furniture.lamp(lit, colour), s, d, sign > 0 ? Math.PI : 0);
            lamps.add(new Vec3(s, d - sign * Furniture.LAMP_REACH, Furniture.LAMP_HEIGHT));
        }
    }

    private void clutter(int sign) {
        Verge side = street.side(sign);
        for (double s = from + random.nextDouble(20); s < to; s += random.nextDouble(9, 40)) {
            boolean sign1 = random.nextBoolean();
            double out = sign1 ? 0.35 : side.depth() - 0.4;
            Thing.Shape shape = sign1 ? Furniture.sign(random) : Furniture.bin(random);
            if (free(s, 1)) {
                stand(shape, s, sign * (street.half() + out), sign1 && sign > 0 ? 0 : 0.1);
            }
        }
    }

    private void drive(Rider rider) {
        double lane = street.half()
                - Math.max(street.left().parking(), street.right().parking())
                - street.marks().cycleLane();
        double d = Math.max(1.35, lane / 2);
        double room = Math.min(Math.abs(rider.line()), Math.abs(rider.after())) - 1.7;
        double same = -Math.max(0.4, Math.min(d, room));
        for (double s = from + random.nextDouble(8, 30); s < to + 120; s += random.nextDouble(22, 70)) {
            add(List.of(Cars.car(random, lit)), s, d, Math.PI, new double[] {-random.nextDouble(6, 11), 0});
        }
        double ahead = random.nextDouble(14, 40);
        for (double s = from + 20 + ahead; s < to; s += random.nextDouble(25, 60)) {
            add(List.of(Cars.car(random, lit)), s, same, 0, new double[] {random.nextDouble(5.5, 10), 0});
        }
    }

    /** Cyclists that keep the scooter company, come towards it, or cross before it. */
    private void cycle(Rider rider) {
        int company = random.nextInt(1, 4);
        for (int i = 0; i < company; i++) {
            double gap = 4.5 + i * random.nextDouble(3, 8);
            double d = -(street.half() - street.right().parking() - random.nextDouble(0.6, 1.7));
            ride(from + 20 + gap, d, 0, rider.speed() * random.nextDouble(0.97, 1.08));
        }
        int others = random.nextInt(3, 8);
        for (int i = 0; i < others; i++) {
            boolean oncoming = random.nextDouble() < 0.6;
            int sign = oncoming ? 1 : -1;
            Verge side = street.side(sign);
            boolean walkway = side.sidewalk() > 2.5 && random.nextDouble() < 0.2;
            double out = walkway
                    ? side.middle() + random.nextDouble(-0.5, 0.5)
                    : -side.parking() - random.nextDouble(0.7, 1.2);
            double d = sign * (street.half() + out);
            if (!rider.near(d, 0.9)) {
                double ahead = oncoming ? random.nextDouble(10, 110) : random.nextDouble(14, 45);
                ride(from + 20 + ahead, d, oncoming ? Math.PI : 0, random.nextDouble(3.8, 6) * (oncoming ? -1 : 1));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            double drift = random.nextDouble(2.5, 4.5) * (random.nextBoolean() ? 1 : -1);
            add(bicyclist(), zebra(), -drift * random.nextDouble(1, 7), Math.signum(drift) * Math.PI / 2, new double[] {
                0, drift
            });
        }
    }

    private void ride(double s, double d, double yaw, double speed) {
        add(bicyclist(), s, d, yaw, new double[] {speed, 0});
    }

    /** Somewhere on the first zebra crossing. */
    private double zebra() {
        return street.marks().zebras().get(0) + Marks.ZEBRA / 2 + random.nextDouble(-1.2, 1.2);
    }

    private void walk(Rider rider) {
        int many = random.nextInt(6, 18);
        for (int i = 0; i < many; i++) {
            int sign = random.nextBoolean() ? 1 : -1;
            Verge side = street.side(sign);
            double width = Math.max(0.1, side.sidewalk() - 0.8);
            double d = sign * (street.half() + side.middle() + random.nextDouble(-width / 2, width / 2));
            if (side.sidewalk() > 0 && !rider.near(d, 0.7)) {
                boolean away = random.nextBoolean();
                double speed = (away ? 1 : -1) * random.nextDouble(0.8, 1.6);
                add(pedestrian(), from + random.nextDouble(26, 90), d, away ? 0 : Math.PI, new double[] {speed, 0});
            }
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            double drift = random.nextDouble(0.9, 1.5) * (random.nextBoolean() ? 1 : -1);
            add(
                    pedestrian(),
                    zebra(),
                    -drift * random.nextDouble(0, 7),
                    Math.signum(drift) * Math.PI / 2,
                    new double[] {0, drift});
        }
    }

    private List<Thing.Shape> pedestrian() {
        List<Thing.Shape> gait = new ArrayList<>();
        long look = random.nextLong();
        for (int phase = 0; phase < 6; phase++) {
            gait.add(People.pedestrian(new SplittableRandom(look), Math.PI * phase / 3 + 0.4));
        }
        return gait;
    }

    private List<Thing.Shape> bicyclist() {
        List<Thing.Shape> gait = new ArrayList<>();
        long look = random.nextLong();
        for (int phase = 0; phase < 6; phase++) {
            gait.add(People.bicyclist(new SplittableRandom(look), Math.PI * phase / 3, lit));
        }
        return gait;
    }

    private void add(List<Thing.Shape> gait, double s, double d, double yaw, double[] velocity) {
        things.add(new Thing(List.copyOf(gait), s, d, yaw, velocity[0], velocity[1]));
    }

    private void stand(Thing.Shape shape, double s, double d, double yaw) {
        things.add(new Thing(List.of(shape), s, d, yaw, 0, 0));
    }
}
