package dev.roadworthy.killsweep;

import java.util.List;

/** What becomes of a release that vehicles are offered. */
interface Ending {

    /** What vehicles report of an inference with it: milliseconds, 95th percentile. */
    int latencyMs();

    /** Does what people have to do about it, if anything. */
    void act(Story story) throws Exception;

    /** The reason of its {@code Ready} then. */
    String reason();

    /** What every vehicle of its line runs then. */
    Vehicle.Load load();

    /** The titles of the pull requests that it takes besides those of its approval, with {@code LINE} for its line. */
    List<String> requests();
}
