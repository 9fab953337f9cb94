package dev.roadworthy.rides.scene;

/**
 * What a way is paved with.
 *
 * <p>Roughness is the displacement spectral density at 0.1 cycles per metre of ISO 8608, 1e-6 m³: class A starts at
 * 8, each class up is four times as rough.
 */
public enum Surface {
    ASPHALT(10, 0),
    CONCRETE(20, 2.5),
    SLABS(40, 0.5),
    BRICK(80, 0.2),
    COBBLES(400, 0.12);

    private final double roughness;
    private final double joint;

    Surface(double roughness, double joint) {
        this.roughness = roughness;
        this.joint = joint;
    }

    public double roughness() {
        return roughness;
    }

    /** Distance between joints, m; zero where there are none. */
    public double joint() {
        return joint;
    }
}
