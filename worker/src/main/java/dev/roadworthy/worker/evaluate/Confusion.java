package dev.roadworthy.worker.evaluate;

/**
 * How often each class was taken for each: a square of pixel counts, background first. Ignored pixels are in none.
 * Changes as it is added to; used by one thread.
 */
final class Confusion {

    private static final int IGNORE = 255;

    private final int channels;
    private final long[] cells;

    Confusion(int channels) {
        this.channels = channels;
        this.cells = new long[channels * channels];
    }

    /** Counts a pixel. */
    void count(int truth, int predicted) {
        if (truth != IGNORE) {
            cells[truth * channels + predicted]++;
        }
    }

    void add(Confusion other) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += other.cells[i];
        }
    }

    /** Pixels of a class that were taken for it. */
    long hits(int channel) {
        return cells[channel * channels + channel];
    }

    /** Pixels of a class. */
    long actual(int channel) {
        long sum = 0;
        for (int i = 0; i < channels; i++) {
            sum += cells[channel * channels + i];
        }
        return sum;
    }

    /** Pixels that were taken for a class. */
    long predicted(int channel) {
        long sum = 0;
        for (int i = 0; i < channels; i++) {
            sum += cells[i * channels + channel];
        }
        return sum;
    }

    int channels() {
        return channels;
    }
}
