package dev.roadworthy.worker.index;

import dev.roadworthy.worker.step.StepException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Scans frames in parallel, and no more of them at once than it has threads: whoever brings the next one waits. The
 * first failure ends the scan.
 */
final class FrameScanner implements AutoCloseable {

    /** Takes what was learned; called by one thread at a time. */
    @FunctionalInterface
    interface Sink {
        void accept(ScannedFrame frame) throws SQLException;
    }

    private final FrameScan scan;
    private final Sink sink;
    private final int threads;
    private final ExecutorService executor;
    private final Semaphore free;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    FrameScanner(FrameScan scan, Sink sink, int threads) {
        this.scan = scan;
        this.sink = sink;
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads);
        this.free = new Semaphore(threads);
    }

    /** Starts the scan of a ride's frames; gives back before the last of them end. */
    void scan(Ride ride, List<FrameRef> frames) throws Exception {
        for (FrameRef frame : frames) {
            free.acquire();
            throwFailure();
            executor.execute(() -> scanOne(ride, frame));
        }
    }

    /** Waits until all have ended. */
    void await() throws Exception {
        free.acquire(threads);
        free.release(threads);
        throwFailure();
    }

    private void scanOne(Ride ride, FrameRef frame) {
        try {
            ScannedFrame scanned = scan.scan(ride, frame);
            synchronized (sink) {
                sink.accept(scanned);
            }
        } catch (StepException | SQLException | InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (Error e) {
            failure.compareAndSet(null, new IllegalStateException("scanning " + frame.frame(), e));
        } finally {
            free.release();
        }
    }

    private void throwFailure() throws Exception {
        Exception e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    // A thread may still be waiting for the source when another has failed; nobody needs its frame.
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
