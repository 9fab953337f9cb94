package dev.roadworthy.vehicle.inference;

import java.time.Duration;
import java.util.Arrays;

/** The latest latencies of a model, in bounded memory. */
public final class Latencies {

    /** How many are kept. */
    public static final int KEPT = 1024;

    private final long[] nanos = new long[KEPT];
    private int count;

    /** Adds one; the oldest makes room. */
    public void add(Duration took) {
        nanos[count % KEPT] = took.toNanos();
        count++;
    }

    /** How many were added, also those that made room. */
    public int count() {
        return count;
    }

    /**
     * The smallest of the kept ones that this share of them does not exceed (nearest rank).
     *
     * @param percent above 0 to 100
     * @return milliseconds
     * @throws IllegalStateException where none was added
     */
    public double percentileMs(int percent) {
        int kept = Math.min(count, KEPT);
        if (kept == 0) {
            throw new IllegalStateException("no latency was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * kept);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
}
