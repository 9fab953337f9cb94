package dev.roadworthy.vehicle.inference;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A model that is ready to look at frames. Several threads may use one. */
public interface Model extends AutoCloseable {

    /**
     * Looks at a frame.
     *
     * @param limit after which the inference is ended
     * @throws ModelFaultException where it fails, does not end in time, or gives anything else than finite numbers in the
     *     right shape
     */
    Look look(BufferedImage frame, Duration limit) throws ModelFaultException;

    @Override
    void close();

    /**
     * What came of one look.
     *
     * @param took the inference alone, without reading and resizing the frame
     * @param classes the channel with the largest logit of each output pixel, row by row
     */
    record Look(Duration took, ByteBuffer classes) {}
}
