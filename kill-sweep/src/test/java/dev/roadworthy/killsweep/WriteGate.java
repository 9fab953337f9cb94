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
    private Fate fate = Fate.NONE;
    private Moment moment = Moment.BEFORE;
    private Optional<Write> deadly = Optional.empty();
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

    /** Says of which write an operator dies: the first one that it is asked about and says yes to. */
    @FunctionalInterface
    interface Fate {

        Fate NONE = (number, write) -> false;

        /**
         * Whether this is the one.
         *
         * @param number of the write, from 1
         */
        boolean falls(int number, Write write);
    }

    /** Counts anew. */
    synchronized void arm(Fate fate, Moment when) {
        writes.clear();
        this.fate = fate;
        moment = when;
        deadly = Optional.empty();
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
        if (deadly.isPresent() || !fate.falls(writes.size(), write)) {
            return Optional.empty();
        }
        deadly = Optional.of(write);
        return Optional.of(moment);
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
        return deadly;
    }

    /** Whether an operator that was killed has been at work again; true where none was. */
    synchronized boolean isAtWork() {
        return deadly.isEmpty() || (untilKilled > 0 && writes.size() > untilKilled);
    }

    /** Whether nothing was written for some time. */
    synchronized boolean isStillFor(Duration time) {
        return last.plus(time).isBefore(Instant.now());
    }
}
