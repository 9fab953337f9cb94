package dev.roadworthy.rides.scene;

/**
 * One side of a street, from the edge of the road to the façades; all widths in metres.
 *
 * @param strip grass between kerb and sidewalk, zero for none
 * @param sidewalk width of the sidewalk, zero where the side has none
 * @param garden grass between sidewalk and façades
 * @param parking width of the parking lane inside the road, zero for none
 * @param pavement what the sidewalk is paved with
 */
public record Verge(double strip, double sidewalk, double garden, double parking, Material pavement) {

    /** Distance from the edge of the road to the façades, m. */
    public double depth() {
        return KERB + strip + sidewalk + garden;
    }

    /** Distance from the edge of the road to the middle of the sidewalk, m. */
    public double middle() {
        return KERB + strip + sidewalk / 2;
    }

    /** Width of the kerb stone, m. */
    public static final double KERB = 0.14;
}
