package dev.roadworthy.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on the loopback interface, and can be cut. */
final class Relay implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress target;
    private volatile boolean cut;

    Relay(URI target) throws IOException {
        this.target = new InetSocketAddress(target.getHost(), target.getPort());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    /** Ends all connections, takes no further one until it is mended, and gives how many it ended. */
    int cut() throws IOException {
        cut = true;
        int ended = 0;
        for (Socket socket : open) {
            socket.close();
            ended++;
        }
        return ended;
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (cut) {
                    client.close();
                } else {
                    Socket upstream = new Socket(target.getAddress(), target.getPort());
                    carry(client, upstream);
                    carry(upstream, client);
                }
            } catch (IOException e) {
                // Closed, or a client that has gone.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        open.add(from);
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // Cut.
            }
            open.remove(from);
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
