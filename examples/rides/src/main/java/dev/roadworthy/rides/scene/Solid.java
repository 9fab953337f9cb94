package dev.roadworthy.rides.scene;

/** A body that a ray can meet, in the coordinates of its thing: metres, origin on the ground, x forward. */
public sealed interface Solid permits Prism, Capsule, Disc, Crown {

    /** A ball that holds it. */
    Bound bound();

    /** Ray parameter at which the ray enters; infinite when it misses. */
    double enter(Vec3 origin, Vec3 direction);

    /** Outward normal at a point of the skin. */
    Vec3 normal(Vec3 at);

    /** Look of a point of the skin. */
    Paint paint(Vec3 at, Vec3 normal);
}
