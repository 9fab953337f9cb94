package dev.roadworthy.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.testing.Loopback;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a Git host and counts what it is asked. What the API answers has an ETag, as GitHub's and GitLab's have and
 * Gitea's lack, and is not sent again where it is the same.
 */
final class CountingProxy implements AutoCloseable {

    // Those of one connection, and those that the client sets by itself.
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "http2-settings");

    private final URI host;
    private final boolean tags;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param status that it was answered with
     * @param bytes of the answer's body
     */
    record Seen(int status, int bytes) {}

    /**
     * One that listens on a free port of the loopback interface.
     *
     * @param tags false for a host that does not know whether anything changed
     */
    CountingProxy(URI host, boolean tags) throws IOException {
        this.host = host;
        this.tags = tags;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Loopback.freePort()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The same address, by way of this. */
    URI of(URI address) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), address.getRawPath()));
    }

    /** What was asked since the last time. */
    List<Seen> take() {
        List<Seen> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> response = http.send(forwarded(exchange), HttpResponse.BodyHandlers.ofByteArray());
            boolean api = exchange.getRequestURI().getPath().startsWith("/api/");
            byte[] body = response.body();
            int status = response.statusCode();
            response.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            if (tags && api && status == HttpURLConnection.HTTP_OK) {
                String tag = "\"%s\"".formatted(Digest.of(body).hex());
                exchange.getResponseHeaders().set("ETag", tag);
                if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    status = HttpURLConnection.HTTP_NOT_MODIFIED;
                    body = new byte[0];
                }
            }
            seen.add(new Seen(status, body.length));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest forwarded(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        host.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
