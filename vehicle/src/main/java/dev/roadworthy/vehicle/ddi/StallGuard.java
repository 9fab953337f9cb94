package dev.roadworthy.vehicle.ddi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends a body of which no byte comes any more. A vehicle that leaves radio cover gets no word of it, and the JDK's client
 * waits for a body without an end.
 */
final class StallGuard extends FilterInputStream {

    private final Thread watch;
    private final AtomicLong read = new AtomicLong();
    private volatile boolean stalled;

    StallGuard(InputStream body, Duration limit) {
        super(body);
        watch = Thread.startVirtualThread(() -> watch(limit));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (stalled) {
            throw new IOException("the connection stalled");
        }
        read.addAndGet(Math.max(n, 0));
        return n;
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }

    private void watch(Duration limit) {
        try {
            for (long before = -1; before != read.get(); ) {
                before = read.get();
                Thread.sleep(limit);
            }
            stalled = true;
            in.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It was to be closed, and broken is as good.
            stalled = true;
        }
    }
}
