package dev.roadworthy.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What readers hear of the fleet. */
class FleetIT {

    private static final String READER = "the-readers-token-0123456789abcdef";
    private static final Digest BUNDLE = Digest.of("bundle".getBytes(StandardCharsets.UTF_8));
    private static final Digest OTHER = Digest.of("other".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private static Path folder;

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge().with("roadworthy.bridge.reader-token-file", FleetIT::token);

    private static Path token() {
        try {
            return Files.writeString(folder.resolve("reader"), READER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aVehicleIsToldByWhatItReported() {
        Rider rider = BRIDGE.enrol(BRIDGE.name("line"));
        assertThat(Bridge.json(reads("/v1/fleet/vehicles/" + rider.id())).path("runs"))
                .isEmpty();

        rider.runs(BUNDLE, 30);
        rider.runs(OTHER, 30);

        JsonNode vehicle = Bridge.json(reads("/v1/fleet/vehicles/" + rider.id()));
        assertThat(vehicle.path("id").asText()).isEqualTo(rider.id());
        assertThat(vehicle.path("hardware").asText()).isEqualTo(SignedBundle.HARDWARE);
        assertThat(vehicle.path("runs"))
                .extracting(run -> "%s %s"
                        .formatted(
                                run.path("bundle").asText(), run.path("running").asBoolean()))
                .containsExactly(OTHER + " true", BUNDLE + " false");
        assertThat(Bridge.json(reads("/v1/fleet/bundles/%s/vehicles".formatted(OTHER)))
                        .path("vehicles"))
                .extracting(each -> each.path("id").asText())
                .containsExactly(rider.id());
    }

    @Test
    void thePageAfterANameIsTold() {
        String line = BRIDGE.name("line");
        Digest bundle = Digest.of(line.getBytes(StandardCharsets.UTF_8));
        Rider first = BRIDGE.enrol(line);
        first.runs(bundle, 30);
        String all = "/v1/fleet/bundles/%s/vehicles".formatted(bundle);

        assertThat(Bridge.json(reads(all)).path("vehicles")).hasSize(1);
        assertThat(Bridge.json(reads(all)).has("next")).isFalse();
        assertThat(Bridge.json(reads(all + "?after=" + first.id())).path("vehicles"))
                .isEmpty();
    }

    @Test
    void whatCannotBeAskedIsSaidToBeSo() {
        assertThat(reads("/v1/fleet/vehicles/nobody").statusCode()).isEqualTo(404);
        assertThat(reads("/v1/fleet/bundles/latest/vehicles").statusCode()).isEqualTo(404);
        assertThat(reads("/v1/fleet/bundles/%s/vehicles?after=.x".formatted(BUNDLE))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theReadersTokenReadsTheFleetAndNothingElse() {
        assertThat(reads("/v1/campaigns/line").statusCode()).isEqualTo(401);
        assertThat(BRIDGE.operator("GET", "/v1/fleet/vehicles/nobody", "").statusCode())
                .isEqualTo(404);
        assertThat(BRIDGE.send(BRIDGE.request("/v1/fleet/vehicles/nobody").GET())
                        .statusCode())
                .isEqualTo(401);
        Rider rider = BRIDGE.enrol(BRIDGE.name("line"));
        assertThat(rider.get("/v1/fleet/vehicles/" + rider.id()).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<byte[]> reads(String path) {
        return BRIDGE.send(
                BRIDGE.request(path).header("Authorization", "Bearer " + READER).GET());
    }
}
