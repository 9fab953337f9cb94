package dev.roadworthy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A collector of lineage on the loopback interface, which remembers what it took, and can be away in several ways. */
public final class FakeCollector implements AutoCloseable {

    /** How it answers. */
    public enum Mood {
        TAKES,
        BREAKS,
        REFUSES,
        SENDS_ELSEWHERE,
        HANGS
    }

    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private @Nullable ExecutorService threads;
    private @Nullable HttpServer server;
    private volatile Mood mood = Mood.TAKES;

    /** One on a port that is free, which does not listen yet. */
    public FakeCollector(int port) {
        this.port = port;
    }

    /** Listens. */
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add("%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization")));
        JsonNode event = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
        switch (mood) {
            case TAKES -> {
                taken.add(event);
                exchange.sendResponseHeaders(201, -1);
            }
            case BREAKS -> exchange.sendResponseHeaders(500, -1);
            case REFUSES -> exchange.sendResponseHeaders(422, -1);
            case SENDS_ELSEWHERE -> {
                exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            // The connection stays open until the server is stopped.
            case HANGS -> {
                return;
            }
        }
        exchange.close();
    }

    /** From now on it answers so. */
    public void setMood(Mood mood) {
        this.mood = mood;
    }

    /** Type and step of what it took, in that order. */
    public List<String> taken() {
        return taken.stream()
                .map(event -> "%s %s"
                        .formatted(
                                event.path("eventType").asText(),
                                event.at("/job/name").asText().replaceAll(".*/", "")))
                .toList();
    }

    /** All that it took. */
    public List<JsonNode> bodies() {
        return List.copyOf(taken);
    }

    /** Method, path and authorization of each request, whatever became of it. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }
}
