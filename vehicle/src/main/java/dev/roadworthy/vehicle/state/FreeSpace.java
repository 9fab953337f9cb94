package dev.roadworthy.vehicle.state;

import java.io.IOException;

/** How much a vehicle can still keep. */
@FunctionalInterface
public interface FreeSpace {

    /** Bytes that are free for releases. */
    long bytes() throws IOException;
}
