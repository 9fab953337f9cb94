package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.state.Power;
import dev.roadworthy.vehicle.state.PowerCutException;
import dev.roadworthy.vehicle.state.WritePoint;
import java.util.EnumSet;
import java.util.Set;

/** Power that fails before the write of a number, and stays away until it is switched on again. */
final class Outlet implements Power {

    private final Set<WritePoint> cutAt = EnumSet.noneOf(WritePoint.class);
    private int left = -1;
    private boolean off;

    /** Lets so many writes happen, and no other one. */
    void failAfter(int writes) {
        left = writes;
        off = false;
    }

    /** The power is back and stays. */
    void steady() {
        left = -1;
        off = false;
    }

    /** Where it failed. */
    Set<WritePoint> cutAt() {
        return cutAt;
    }

    @Override
    public void before(WritePoint point) {
        if (off || left == 0) {
            if (!off) {
                cutAt.add(point);
            }
            off = true;
            throw new PowerCutException(point);
        }
        left = left < 0 ? left : left - 1;
    }
}
