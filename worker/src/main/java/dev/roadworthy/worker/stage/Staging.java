package dev.roadworthy.worker.stage;

import dev.roadworthy.worker.index.Progress;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.SourceObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stages selected frames, many at once, and shows them one by one in the order of their ids. No more of them are under
 * way than there are readers, so memory does not grow with the dataset.
 */
public final class Staging implements AutoCloseable {

    /** Frames that are read or waited for at once, for each core. */
    private static final int READERS_PER_CORE = 4;

    private static final int MAX_EXAMPLES = 5;

    /** Takes staged frames, by one thread, in the order of their ids. */
    @FunctionalInterface
    public interface Sink {
        void accept(StagedFrame frame) throws Exception;
    }

    private final StagedFolder folder;
    private final Progress progress;
    private final ExecutorService readers;
    private final int width;
    private final Queue<Pending> window = new ArrayDeque<>();
    private final List<String> examples = new ArrayList<>();
    private long changed;

    private record Pending(String frame, Future<StagedFrame> staged) {}

    private Staging(StagedFolder folder, Progress progress, int width) {
        this.folder = folder;
        this.progress = progress;
        this.width = width;
        this.readers = Executors.newFixedThreadPool(width);
    }

    /**
     * Where files go.
     *
     * @param root the folder
     * @param drafts an existing directory on the same file system, for files that are not verified yet
     */
    public record Target(Path root, Path drafts) {}

    /**
     * Stages what is selected. Frames that changed at the source are passed over; they end the staging after the last
     * frame, so that the message tells of all.
     *
     * @throws StepException for {@link StageRejection#SourceChanged} where the source is not what was indexed
     */
    public static void run(
            DatasetIndex index,
            DatasetIndex.Selection selection,
            SourceObjects source,
            Target target,
            int cores,
            Sink sink)
            throws Exception {
        Files.createDirectories(target.drafts());
        StagedFolder folder = new StagedFolder(
                target.root(),
                target.drafts(),
                source,
                new CanonicalMasks(index.manifest().classes()));
        Progress progress = new Progress("stage", index.count(selection), System::nanoTime);
        try (Staging staging = new Staging(folder, progress, cores * READERS_PER_CORE)) {
            index.<Exception>read(selection, row -> staging.add(row, sink));
            staging.drain(sink);
            staging.requireUnchanged();
        }
    }

    private void add(FrameRow row, Sink sink) throws Exception {
        if (window.size() == width) {
            show(window.remove(), sink);
        }
        window.add(new Pending(row.frame(), readers.submit(() -> folder.stage(row))));
    }

    private void drain(Sink sink) throws Exception {
        while (!window.isEmpty()) {
            show(window.remove(), sink);
        }
    }

    private void show(Pending pending, Sink sink) throws Exception {
        StagedFrame frame;
        try {
            frame = pending.staged().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StagedFolder.ChangedException change -> noteChange(pending.frame(), change);
                case StepException known -> throw known;
                case IOException failed -> throw failed;
                case null, default -> throw new IllegalStateException("staging " + pending.frame(), e.getCause());
            }
            return;
        }
        sink.accept(frame);
        progress.frameDone();
    }

    private void noteChange(String frame, StagedFolder.ChangedException change) {
        changed++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add("%s: %s".formatted(frame, change.getMessage()));
        }
        progress.frameDone();
    }

    private void requireUnchanged() throws StepException {
        if (changed > 0) {
            throw StepException.rejected(
                    StageRejection.SourceChanged,
                    "%d frames are not what was indexed (%s%s); bring the recordings back, or let the Dataset be indexed again"
                            .formatted(changed, String.join("; ", examples), changed > examples.size() ? "; …" : ""));
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
