package dev.roadworthy.vehicle.ddi;

import dev.roadworthy.vehicle.state.Assignment;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An archive from its first byte on: what was fetched earlier comes from the disk, the rest by a range from the network,
 * and goes to the disk on its way. So a verifier reads one stream, and a vehicle that loses its connection or its power
 * fetches nothing twice.
 *
 * <p>Gives at most one byte more than the assignment says, which is enough to see that there are too many.
 */
public final class ArchiveStream extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Ddi ddi;
    private final StateDirectory directory;
    private final Assignment assignment;
    private final Progress progress;
    private final FileChannel archive;
    private final byte[] buffer = new byte[BUFFER];
    private final long replayed;
    private long position;
    private int buffered;
    private int next;
    private @Nullable InputStream network;

    private ArchiveStream(
            Ddi ddi, StateDirectory directory, Assignment assignment, Progress progress, FileChannel archive)
            throws IOException {
        this.ddi = ddi;
        this.directory = directory;
        this.assignment = assignment;
        this.progress = progress;
        this.archive = archive;
        this.replayed = archive.size();
    }

    /** Told of every piece that came from the network. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A piece came.
         *
         * @param bytes that are there now
         * @throws IOException where the rest is not wanted now
         */
        void at(long bytes) throws IOException;
    }

    /** The server does not go on with this archive. */
    public static final class UnavailableException extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean forGood;

        UnavailableException(String message, boolean forGood) {
            super(message);
            this.forGood = forGood;
        }

        /** Whether asking again is of no use. */
        public boolean isForGood() {
            return forGood;
        }
    }

    /** Opens the archive of an assignment. */
    public static ArchiveStream open(Ddi ddi, StateDirectory directory, Assignment assignment, Progress progress)
            throws IOException {
        Path file = directory.archive(assignment.bundle());
        if (!Files.exists(directory.entityTag(assignment.bundle()))) {
            // Nobody could tell whether more bytes belong to these.
            directory.discard(assignment.bundle());
        }
        FileChannel archive =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new ArchiveStream(ddi, directory, assignment, progress, archive);
    }

    /** Bytes that lay on the disk when the stream was opened. */
    public long replayed() {
        return replayed;
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(buffer[next++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, buffered - next);
        System.arraycopy(buffer, next, target, offset, n);
        next += n;
        return n;
    }

    private boolean fill() throws IOException {
        if (next < buffered) {
            return true;
        }
        next = 0;
        buffered = 0;
        if (position < archive.size()) {
            buffered = Math.max(archive.read(ByteBuffer.wrap(buffer), position), 0);
        } else if (position <= assignment.bytes()) {
            buffered = Math.max(fetch(), 0);
        }
        position += buffered;
        return buffered > 0;
    }

    private int fetch() throws IOException {
        int n = receive((int) Math.min(BUFFER, assignment.bytes() + 1 - position));
        if (n > 0) {
            archive.position(position);
            directory.append(archive, buffer, n);
            progress.at(position + n);
        }
        return n;
    }

    private int receive(int wanted) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                InputStream in = network == null ? connect() : network;
                if (in == null) {
                    return -1;
                }
                network = in;
                int n = in.read(buffer, 0, wanted);
                if (n > 0) {
                    return n;
                }
                disconnect();
                if (position >= assignment.bytes()) {
                    return -1;
                }
                // It ended before its end: ask for the rest, and hear whether there is one.
                if (attempt >= TRIES) {
                    throw new EOFException("the server gives no byte from %d on".formatted(position));
                }
            } catch (UnavailableException e) {
                throw e;
            } catch (IOException e) {
                disconnect();
                if (attempt >= TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private @Nullable InputStream connect() throws IOException {
        Path tagFile = directory.entityTag(assignment.bundle());
        String tag = position > 0 && Files.exists(tagFile) ? Files.readString(tagFile) : "";
        return switch (ddi.download(assignment.download(), position, tag.isEmpty() ? null : tag)) {
            case Download.Bytes bytes -> {
                String fresh = bytes.entityTag();
                if (fresh != null && !fresh.equals(tag)) {
                    directory.note(assignment.bundle(), fresh);
                }
                yield bytes.content();
            }
            case Download.End _ -> null;
            case Download.Changed _ -> {
                directory.discard(assignment.bundle());
                throw new UnavailableException(
                        "the archive became another one while it was fetched; what was fetched is deleted", false);
            }
            case Download.Refused refused ->
                throw new UnavailableException("the server answers %d for it".formatted(refused.status()), true);
        };
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("stopped").initCause(e);
        }
    }

    private void disconnect() {
        InputStream in = network;
        network = null;
        if (in != null) {
            try {
                in.close();
            } catch (IOException e) {
                // Nothing more is read from it.
            }
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
        archive.close();
    }
}
