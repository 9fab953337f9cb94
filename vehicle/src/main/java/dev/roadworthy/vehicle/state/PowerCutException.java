package dev.roadworthy.vehicle.state;

/** The power failed. Unchecked, because nothing on the way may do anything about it: whoever runs the vehicle starts it again. */
public final class PowerCutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PowerCutException(WritePoint point) {
        super("the power failed before " + point);
    }
}
