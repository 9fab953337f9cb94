package dev.roadworthy.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.VehicleHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What a bridge tells of three vehicles, two a page, in its own documents. */
final class FleetPages implements AutoCloseable {

    private static final String TOKEN = "the-readers-token-0123456789abcdef";
    private static final String TIME = "2026-10-01T12:00:00Z";

    private final Map<String, Object> pages;
    private final HttpServer server;

    FleetPages(Digest bundle) throws IOException {
        String vehicles = "/v1/fleet/bundles/%s/vehicles".formatted(bundle);
        pages = Map.of(
                vehicles,
                new BundleVehicles(
                        BundleVehicles.FORMAT, bundle, List.of(vehicle("v1", true), vehicle("v2", false)), "v2"),
                vehicles + "?after=v2",
                new BundleVehicles(BundleVehicles.FORMAT, bundle, List.of(vehicle("v3", true)), null),
                "/v1/fleet/vehicles/v1",
                new VehicleHistory(
                        VehicleHistory.FORMAT,
                        "v1",
                        "sidewalk-detector",
                        "scooter-g3",
                        List.of(new VehicleHistory.Run(bundle, TIME, true))));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static BundleVehicles.Vehicle vehicle(String id, boolean running) {
        return new BundleVehicles.Vehicle(id, "sidewalk-detector", "scooter-g3", TIME, running);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Object page = pages.get(exchange.getRequestURI().toString());
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (page == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = Documents.write(page);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    String address() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    Map<String, String> variables() {
        return Map.of("ROADWORTHY_BRIDGE", address(), "ROADWORTHY_BRIDGE_TOKEN", TOKEN);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
