package dev.roadworthy.killsweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every write of an operator passes here, is numbered, and may be its last. */
final class WriteGate {

    private final Runnable killed;
    private final List<Write> writes = new ArrayList<>();
    private int deadly;
    private Moment moment = Moment.BEFORE;
    private int untilKilled;
    private Instant last = Instant.EPOCH;

    /**
     * A gate that kills nobody yet.
     *
     * @param killed kills the operator, returns when it is dead, and sees that another one starts
     */
    WriteGate(Runnable killed) {
        this.killed = killed;
    }

    /**
     * Counts anew.
     *
     * @param number of the write that the operator does not survive, from 1; 0 for none
     */
    synchronized void arm(int number, Moment when) {
        writes.clear();
        deadly = number;
        moment = when;
        untilKilled = 0;
    }

    /**
     * A write comes.
     *
     * @return when the operator has to die of it; empty where it lives on
     */
    synchronized Optional<Moment> pass(Write write) {
        writes.add(write);
        last = Instant.now();
        return writes.size() == deadly ? Optional.of(moment) : Optional.empty();
    }

    /** Kills the operator of the write that passed last. */
    void kill() {
        killed.run();
        synchronized (this) {
            untilKilled = writes.size();
        }
    }

    /** All of them since it counts, the deadly one included, in their order. */
    synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    /** The write that the operator did not survive; empty as long as there was none. */
    synchronized Optional<Write> deadly() {
        return untilKilled == 0 ? Optional.empty() : Optional.of(writes.get(deadly - 1));
    }

    /** How many there were since the operator was killed. */
    synchronized int sinceKilled() {
        return untilKilled == 0 ? 0 : writes.size() - untilKilled;
    }

    /** Whether nothing was written for some time. */
    synchronized boolean isStillFor(Duration time) {
        return last.plus(time).isBefore(Instant.now());
    }
}
