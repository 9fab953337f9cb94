package dev.roadworthy.vehicle.inference;

import java.awt.image.BufferedImage;
import java.time.Duration;

/** A model that is ready to look at frames. Several threads may use one. */
public interface Model extends AutoCloseable {

    /**
     * Looks at a frame.
     *
     * @param limit after which the inference is ended
     * @return what the inference took, without reading and resizing the frame
     * @throws ModelFaultException where it fails, does not end in time, or gives anything else than finite numbers in the
     *     right shape
     */
    Duration look(BufferedImage frame, Duration limit) throws ModelFaultException;

    @Override
    void close();
}
