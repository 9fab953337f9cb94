package dev.roadworthy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The comments of one pull request, as the APIs of GitHub, Gitea and GitLab let them be listed, added and changed. */
final class CommentHost implements AutoCloseable {

    static final String TOKEN = "a-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<Integer, String> comments = new TreeMap<>(Map.of(1, "a person's own"));

    CommentHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The root of the API. */
    String uri() {
        return "http://%s:%d"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort());
    }

    /** By their ids. */
    synchronized Map<Integer, String> comments() {
        return Map.copyOf(comments);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean list = "comments".equals(last) || "notes".equals(last);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if ("GET".equals(exchange.getRequestMethod()) && list) {
            answer(exchange, 200, page(exchange.getRequestURI().getQuery()));
        } else if ("POST".equals(exchange.getRequestMethod()) && list) {
            comments.put(comments.size() + 1, body(exchange));
            answer(exchange, 201, "{}");
        } else if (exchange.getRequestMethod().equals(path.contains("/notes/") ? "PUT" : "PATCH")
                && path.matches(".*/(issues/comments|merge_requests/7/notes)/[0-9]+")
                && comments.containsKey(Integer.valueOf(last))) {
            comments.put(Integer.valueOf(last), body(exchange));
            answer(exchange, 200, "{}");
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private String page(String query) {
        ArrayNode page = JSON.createArrayNode();
        if (query.endsWith("page=1")) {
            comments.forEach((id, body) -> page.addObject().put("id", id).put("body", body));
        }
        return page.toString();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return JSON.readTree(exchange.getRequestBody()).path("body").asText();
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
