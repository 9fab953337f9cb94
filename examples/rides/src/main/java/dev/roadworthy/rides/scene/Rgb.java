package dev.roadworthy.rides.scene;

/** Linear light or reflectance in three bands. */
public record Rgb(double r, double g, double b) {

    public static final Rgb BLACK = new Rgb(0, 0, 0);

    public static Rgb grey(double v) {
        return new Rgb(v, v, v);
    }

    public Rgb times(double k) {
        return new Rgb(r * k, g * k, b * k);
    }

    public Rgb times(Rgb o) {
        return new Rgb(r * o.r, g * o.g, b * o.b);
    }

    public Rgb plus(Rgb o) {
        return new Rgb(r + o.r, g + o.g, b + o.b);
    }

    /** {@code u = 0} is this colour, {@code u = 1} the other. */
    public Rgb mix(Rgb o, double u) {
        return new Rgb(r + (o.r - r) * u, g + (o.g - g) * u, b + (o.b - b) * u);
    }
}
