package dev.roadworthy.worker.evaluate;

/**
 * What the metrics need of a confusion matrix: three counts a class, so that a thousand resamples of a thousand rides
 * are sums over these. Changes as it is added to; used by one thread.
 */
final class Counts {

    private final long[] hits;
    private final long[] actual;
    private final long[] predicted;

    /** Of nothing. */
    Counts(int channels) {
        hits = new long[channels];
        actual = new long[channels];
        predicted = new long[channels];
    }

    static Counts of(Confusion confusion) {
        Counts counts = new Counts(confusion.channels());
        for (int i = 0; i < confusion.channels(); i++) {
            counts.hits[i] = confusion.hits(i);
            counts.actual[i] = confusion.actual(i);
            counts.predicted[i] = confusion.predicted(i);
        }
        return counts;
    }

    void add(Counts other) {
        for (int i = 0; i < hits.length; i++) {
            hits[i] += other.hits[i];
            actual[i] += other.actual[i];
            predicted[i] += other.predicted[i];
        }
    }

    int channels() {
        return hits.length;
    }

    long hits(int channel) {
        return hits[channel];
    }

    long actual(int channel) {
        return actual[channel];
    }

    long predicted(int channel) {
        return predicted[channel];
    }
}
