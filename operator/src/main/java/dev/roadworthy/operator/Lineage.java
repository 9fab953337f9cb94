package dev.roadworthy.operator;

import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;

/** Tells somebody outside of runs. */
interface Lineage {

    /** Nobody collects. */
    Lineage NONE = new Lineage() {
        @Override
        public void tell(RunEvent event, int order) {}

        @Override
        public void lead() {}
    };

    /**
     * Keeps an event, to be sent; does not wait for that.
     *
     * @param order its place among the events of the same moment, from 0
     * @throws Unavailable where it cannot be kept
     */
    void tell(RunEvent event, int order) throws Unavailable;

    /** From now on this operator sends, and no other. */
    void lead();
}
