package dev.roadworthy.rides.scene;

/**
 * Paint on a road.
 *
 * @param zebras where zebra crossings begin, s in metres
 * @param centre whether a dashed line parts the directions
 * @param cycleLane width of painted cycle lanes at the outer edges of the lanes, m; zero for none
 * @param redLane whether the cycle lanes are surfaced red
 * @param wear share of paint that is gone
 */
public record Marks(Places zebras, boolean centre, double cycleLane, boolean redLane, double wear) {

    /** Length of a zebra crossing along the street, m. */
    public static final double ZEBRA = 3.6;

    private static final Rgb RED = new Rgb(0.34, 0.10, 0.07);
    private static final Rgb WHITE = Rgb.grey(0.72);

    boolean zebra(double s) {
        return zebras.within(s, 0, ZEBRA);
    }

    /** The road at a place, with its paint. */
    public Rgb paint(Street street, double s, double d, Rgb ground) {
        Verge side = street.side(d);
        double out = Math.abs(d);
        double lane = street.half() - side.parking();
        Rgb under = redLane && out < lane && out > lane - cycleLane ? ground.mix(RED, 0.75) : ground;
        if (!white(street, s, out, d, lane, side)) {
            return under;
        }
        double worn = Noise.value(s * 9, d * 9, 77) * 0.7 + Noise.value(s * 1.3, d * 1.3, 78) * 0.3;
        return worn < wear ? under.mix(WHITE, 0.3) : under.mix(WHITE, 0.85);
    }

    private boolean white(Street street, double s, double out, double d, double lane, Verge side) {
        if (street.toJunction(s) < Street.MOUTH + 0.5) {
            return false;
        }
        if (zebra(s)) {
            return out < street.half() - 0.3 && Math.floorMod((long) Math.floor(d / 0.5), 2) == 0;
        }
        if (centre && out < 0.06) {
            return s - Math.floor(s / 6) * 6 < 3;
        }
        if (cycleLane > 0 && Math.abs(out - (lane - cycleLane)) < 0.06) {
            return true;
        }
        return side.parking() > 0 && Math.abs(out - lane) < 0.05;
    }
}
