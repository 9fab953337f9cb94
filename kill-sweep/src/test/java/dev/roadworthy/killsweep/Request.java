package dev.roadworthy.killsweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A request of HTTP/1.1 as its client sent it. */
final class Request {

    private final byte[] head;
    private final byte[] body;
    private final int awaited;

    private Request(byte[] head, byte[] body, int awaited) {
        this.head = head;
        this.body = body;
        this.awaited = awaited;
    }

    /**
     * The next one of a connection; empty at its end.
     *
     * @throws IOException where it breaks off, or has a body whose length is not said before
     */
    static Optional<Request> read(InputStream in) throws IOException {
        byte[] head = head(in);
        if (head.length == 0) {
            return Optional.empty();
        }
        Request alone = new Request(head, new byte[0], 0);
        if (alone.header("transfer-encoding").isPresent()) {
            throw new IOException("a body in chunks, which this proxy does not read: " + alone.line());
        }
        int length = alone.header("content-length").map(Integer::parseInt).orElse(0);
        return Optional.of(
                alone.header("expect").isPresent()
                        ? new Request(head, new byte[0], length)
                        : new Request(head, in.readNBytes(length), 0));
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ended = 0;
        while (ended < 4) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
            ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        out.write(body);
        out.flush();
    }

    /** Its body; empty where the client waits to be asked for it. */
    byte[] body() {
        return body;
    }

    /** Its body as it was before the client compressed it. */
    byte[] content() {
        if (header("content-encoding").filter("gzip"::equals).isEmpty()) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("not compressed: " + line(), e);
        }
    }

    /** How many bytes of the body the client sends once it is asked. */
    int awaited() {
        return awaited;
    }

    String method() {
        return line().split(" ", 3)[0];
    }

    /** Without the query. */
    String path() {
        return line().split(" ", 3)[1].split("\\?", 2)[0];
    }

    /** Whether the connection speaks something else from here on, as watches do. An offer of TLS is not taken up by anybody here. */
    boolean leavesHttp() {
        return header("upgrade").filter(to -> !to.startsWith("TLS/")).isPresent();
    }

    private Optional<String> header(String name) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private String line() {
        return new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElseThrow();
    }
}
