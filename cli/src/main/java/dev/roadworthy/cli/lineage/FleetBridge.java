package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.VehicleHistory;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edge fleet bridge, asked which vehicle has run what. It is told no more than that it is asked. */
final class FleetBridge implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final String token;
    // A bridge has no business to send the token elsewhere.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * A bridge.
     *
     * @param address without a path, for example {@code https://fleet.example.org}
     * @param token the readers'
     */
    FleetBridge(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /**
     * What a vehicle has run, the latest first.
     *
     * @throws LineageException where there is no such vehicle, or the bridge does not tell
     */
    VehicleHistory vehicle(String id) throws LineageException, InterruptedException {
        return ask("/v1/fleet/vehicles/" + id, VehicleHistory.class, VehicleHistory.FORMAT);
    }

    /**
     * All vehicles that have run a bundle, sorted by name.
     *
     * @throws LineageException where the bridge does not tell
     */
    List<BundleVehicles.Vehicle> vehicles(Digest bundle) throws LineageException, InterruptedException {
        List<BundleVehicles.Vehicle> vehicles = new ArrayList<>();
        @Nullable String after = null;
        do {
            String page = "/v1/fleet/bundles/%s/vehicles%s".formatted(bundle, after == null ? "" : "?after=" + after);
            BundleVehicles found = ask(page, BundleVehicles.class, BundleVehicles.FORMAT);
            vehicles.addAll(found.vehicles());
            after = found.next();
        } while (after != null);
        return vehicles;
    }

    private <T extends Record> T ask(String path, Class<T> type, int format)
            throws LineageException, InterruptedException {
        URI uri = address.resolve(path);
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw LineageException.unavailable("the bridge at %s does not answer: %s".formatted(address, e));
        }
        return switch (answer.statusCode()) {
            case HttpURLConnection.HTTP_OK -> read(uri, answer.body(), type, format);
            case HttpURLConnection.HTTP_NOT_FOUND ->
                throw LineageException.unknown(
                        "the bridge knows nothing of %s; use a name that is enrolled there, and a bridge of this command's version"
                                .formatted(uri));
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                throw LineageException.unknown(
                        "the bridge at %s does not take the token of %s; it is the one of bridge.readerTokenSecret"
                                .formatted(address, BridgeOptions.TOKEN));
            default ->
                throw LineageException.unavailable("%s is answered with %d: %s"
                        .formatted(uri, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        };
    }

    private static <T extends Record> T read(URI uri, byte[] body, Class<T> type, int format) throws LineageException {
        try {
            return Documents.read(body, type, format);
        } catch (MalformedDocumentException e) {
            throw LineageException.unavailable("%s answers what is no %s: %s; see that it is the address of a bridge"
                    .formatted(uri, type.getSimpleName(), e.getMessage()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
