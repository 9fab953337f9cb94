package dev.roadworthy.worker.index;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how far a step is with its frames, at most every 5 s. Used by one thread at a time. */
public final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long PERIOD = Duration.ofSeconds(5).toNanos();

    private final String work;
    private final long frames;
    private final LongSupplier clock;
    private final long start;
    private long told;
    private long done;

    /**
     * Starts now.
     *
     * @param work what is done to the frames: the first word of the line
     * @param frames that there are
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    public Progress(String work, long frames, LongSupplier clock) {
        this.work = work;
        this.frames = frames;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.told = start;
    }

    public void frameDone() {
        done++;
        long now = clock.getAsLong();
        if (now - told >= PERIOD || done == frames) {
            told = now;
            double seconds = Math.max(now - start, 1) / 1e9;
            LOG.info(String.format(
                    Locale.ROOT, "%s frames=%d of=%d framesPerSecond=%.1f", work, done, frames, done / seconds));
        }
    }
}
