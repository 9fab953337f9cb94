package dev.roadworthy.bundle.release;

/**
 * Where a release stands in the history of its line. Counters go up with every release, also with one that rolls back;
 * a new epoch starts the counting anew, for the day on which a signing key or a counter is lost.
 *
 * @param epoch compared first
 * @param counter compared within the epoch
 */
public record Position(long epoch, long counter) implements Comparable<Position> {

    /** Before every release. */
    public static final Position NONE = new Position(0, 0);

    /** The largest integer that every JSON reader keeps. */
    static final long MAX = (1L << 53) - 1;

    public Position {
        if (epoch < 0 || epoch > MAX || counter < 0 || counter > MAX) {
            throw new IllegalArgumentException(
                    "position %d.%d; expected two numbers from 0 to 2^53-1".formatted(epoch, counter));
        }
    }

    @Override
    public int compareTo(Position other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(counter, other.counter);
    }

    /** {@code epoch.counter}. */
    @Override
    public String toString() {
        return epoch + "." + counter;
    }
}
