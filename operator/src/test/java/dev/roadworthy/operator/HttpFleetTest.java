package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.port.Fleet.Answer;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a bridge means; that the real one gives them is tested where both run. */
class HttpFleetTest {

    private static final Digest BUNDLE = Digest.of(new byte[] {1});
    private static final Campaign CAMPAIGN = new Campaign(
            Campaign.FORMAT,
            "sidewalk-detector",
            new Campaign.Release(new ArtifactRef("s3://artifacts/b", BUNDLE, 9), BUNDLE, 3, "1.0.0"),
            List.of(new Campaign.Wave("all", 100)),
            0,
            false,
            false,
            new Campaign.Health(1, 60, 0, null));

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private HttpFleet fleet;
    private int status;
    private byte[] body = new byte[0];

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        fleet = new HttpFleet(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Files.writeString(directory.resolve("token"), "secret\n"),
                Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCampaignIsPutUnderItsLineWithTheToken() throws Exception {
        answers(200, "{}");

        assertThat(fleet.want(CAMPAIGN)).isEqualTo(Answer.TAKEN);
        assertThat(asked)
                .containsExactly("PUT /v1/campaigns/sidewalk-detector Bearer secret "
                        + new String(Documents.write(CAMPAIGN), StandardCharsets.UTF_8));
    }

    @Test
    void aLaterReleaseSupersedes() throws Exception {
        answers(409, "{}");

        assertThat(fleet.want(CAMPAIGN)).isEqualTo(Answer.SUPERSEDED);
    }

    @Test
    void aSummaryIsReadAndNoneIsNone() throws Exception {
        CampaignSummary summary =
                new CampaignSummary(CampaignSummary.FORMAT, "sidewalk-detector", BUNDLE, 0, List.of());
        answers(200, new String(Documents.write(summary), StandardCharsets.UTF_8));
        assertThat(fleet.summary("sidewalk-detector")).contains(summary);

        answers(404, "{}");
        assertThat(fleet.summary("sidewalk-detector")).isEmpty();
    }

    @Test
    void whatIsNoSummaryIsNoAnswer() {
        answers(200, "<html>");

        assertThatThrownBy(() -> fleet.summary("sidewalk-detector"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 413, 422})
    void aRefusalIsQuotedWithItsFix(int code) {
        answers(code, "{\"detail\": \"the bundle is not signed\", \"fix\": \"sign it\"}");

        assertThatThrownBy(() -> fleet.want(CAMPAIGN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(code + ": the bundle is not signed; sign it")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void whatPassesIsTriedAgain(int code) {
        answers(code, "");

        assertThatThrownBy(() -> fleet.summary("sidewalk-detector"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(String.valueOf(code));
    }

    @Test
    void nobodyThereIsTriedAgain() {
        server.stop(0);

        assertThatThrownBy(() -> fleet.want(CAMPAIGN))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void aMissingTokenNamesItsFile() throws IOException {
        Files.delete(directory.resolve("token"));

        assertThatThrownBy(() -> fleet.want(CAMPAIGN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("bridge.tokenSecret");
    }

    private void answers(int code, String text) {
        status = code;
        body = text.getBytes(StandardCharsets.UTF_8);
    }
}
