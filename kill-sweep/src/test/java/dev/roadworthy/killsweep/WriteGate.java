package dev.roadworthy.killsweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every write of an operator passes here, is numbered, and may be its last. */
final class WriteGate {

    private final Runnable kill;
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, List<String>> subjects = new HashMap<>();
    private Fate fate = Fate.NONE;
    private Moment moment = Moment.BEFORE;
    private Optional<Write> deadly = Optional.empty();
    private boolean killed;
    private Instant last = Instant.EPOCH;

    /**
     * A gate that kills nobody yet.
     *
     * @param kill kills the operator, returns when it is dead, and sees that another one starts
     */
    WriteGate(Runnable kill) {
        this.kill = kill;
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
        subjects.clear();
        this.fate = fate;
        moment = when;
        deadly = Optional.empty();
        killed = false;
    }

    /**
     * A write comes.
     *
     * @return when the operator has to die of it; empty where it lives on
     */
    synchronized Optional<Moment> pass(Write passing) {
        Write write = numbered(passing);
        writes.add(write);
        last = Instant.now();
        if (deadly.isPresent() || !fate.falls(writes.size(), write)) {
            return Optional.empty();
        }
        deadly = Optional.of(write);
        return Optional.of(moment);
    }

    /** With a number, where others of its label were about something else: the second branch that is pushed is another one. */
    private Write numbered(Write write) {
        List<String> known = subjects.computeIfAbsent(write.label(), label -> new ArrayList<>());
        if (!known.contains(write.subject())) {
            known.add(write.subject());
        }
        int number = known.indexOf(write.subject()) + 1;
        return number == 1 ? write : new Write(write.kind(), "%s %d".formatted(write.label(), number), write.subject());
    }

    /** Kills the operator of the write that passed last. */
    void kill() {
        kill.run();
        synchronized (this) {
            killed = true;
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

    /** Whether an operator is about to die, and no other one has been started. */
    synchronized boolean isKilling() {
        return deadly.isPresent() && !killed;
    }

    /** Whether nothing was written for some time. */
    synchronized boolean isStillFor(Duration time) {
        return last.plus(time).isBefore(Instant.now());
    }
}
