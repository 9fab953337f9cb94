package dev.roadworthy.vehicle.state;

/** Whether there is power for the next write. */
@FunctionalInterface
public interface Power {

    /** A vehicle whose power does not fail on purpose. */
    Power STEADY = _ -> {};

    /**
     * Called right before a write.
     *
     * @throws PowerCutException where the power fails here; the write does not happen, and nothing after it
     */
    void before(WritePoint point);
}
