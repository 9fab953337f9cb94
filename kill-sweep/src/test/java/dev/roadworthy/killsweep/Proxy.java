package dev.roadworthy.killsweep;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Stands between an operator and one of those whom it writes to. It changes no byte: what it adds is the gate. Answers are
 * not read, but for whether they have begun: a server answers when the write is done.
 */
final class Proxy implements Closeable {

    private static final byte[] CONTINUE = "HTTP/1.1 100".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final Side side;
    private final InetSocketAddress target;
    private final SocketFactory sockets;
    private final WriteGate gate;

    /**
     * Listens on a free port of the loopback interface.
     *
     * @param sockets those of the JDK, or what speaks TLS for the operator
     */
    Proxy(Side side, URI target, SocketFactory sockets, WriteGate gate) throws IOException {
        this.side = side;
        this.target = new InetSocketAddress(target.getHost(), target.getPort());
        this.sockets = sockets;
        this.gate = gate;
        Thread.ofVirtual().start(this::accept);
    }

    /** For the operator, without a path. */
    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that has gone.
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket upstream = sockets.createSocket(target.getAddress(), target.getPort())) {
            Connection connection = new Connection(client, upstream);
            Thread.ofVirtual().start(connection::answers);
            connection.requests();
        } catch (IOException e) {
            // The operator is killed in the middle of a sentence, or a server ends an idle connection: both close both
            // ends.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One connection of the operator, and its own one to the server. */
    private final class Connection {

        private final Socket client;
        private final Socket upstream;
        private volatile boolean deadlyAnswer;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() throws IOException {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = upstream.getOutputStream();
            for (Optional<Request> next = Request.read(in); next.isPresent(); next = Request.read(in)) {
                Request request = next.get();
                Optional<Moment> death = side.write(request).flatMap(gate::pass);
                if (death.equals(Optional.of(Moment.BEFORE))) {
                    gate.kill();
                    return;
                }
                deadlyAnswer = death.isPresent();
                request.writeTo(out);
                if (request.leavesHttp()) {
                    in.transferTo(out);
                    return;
                }
                out.write(in.readNBytes(request.awaited()));
                out.flush();
            }
        }

        void answers() {
            try (client;
                    upstream) {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (deadlyAnswer && !asksForTheBody(buffer, read)) {
                        gate.kill();
                        return;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // As in connect.
            }
        }

        private boolean asksForTheBody(byte[] buffer, int read) {
            return Arrays.equals(buffer, 0, Math.min(read, CONTINUE.length), CONTINUE, 0, CONTINUE.length);
        }
    }
}
