package dev.roadworthy.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ports of the loopback interface, for servers that tests start. */
public final class Loopback {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Loopback() {}

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits until a server takes connections.
     *
     * @param log what it says, for the message
     * @throws IllegalStateException where it ends, or takes none in time
     */
    static void awaitConnection(Process server, int port, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server ended: " + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                // Not yet.
            }
        }
        throw new IllegalStateException("the server does not answer: " + Files.readString(log));
    }
}
