package dev.roadworthy.worker.index;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how far the scan is, at most every 5 s. Used by one thread at a time. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long PERIOD = Duration.ofSeconds(5).toNanos();

    private final long frames;
    private final LongSupplier clock;
    private final long start;
    private long told;
    private long done;

    /**
     * Starts now.
     *
     * @param frames that there are
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    Progress(long frames, LongSupplier clock) {
        this.frames = frames;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.told = start;
    }

    void frameDone() {
        done++;
        long now = clock.getAsLong();
        if (now - told >= PERIOD || done == frames) {
            told = now;
            double seconds = Math.max(now - start, 1) / 1e9;
            LOG.info(String.format(
                    Locale.ROOT, "scan frames=%d of=%d framesPerSecond=%.1f", done, frames, done / seconds));
        }
    }
}
