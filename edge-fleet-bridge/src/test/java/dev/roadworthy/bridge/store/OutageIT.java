package dev.roadworthy.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bridge.fixture.Bridge;
import dev.roadworthy.bridge.fixture.Rider;
import dev.roadworthy.bridge.fixture.SignedBundle;
import dev.roadworthy.bridge.fixture.Wanted;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary.State;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the bridge needs goes away, and comes back. */
class OutageIT {

    @RegisterExtension
    static final Bridge BRIDGE = new Bridge().with("quarkus.datasource.jdbc.acquisition-timeout", () -> "1s");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String line = BRIDGE.name("line");
    private final Rider rider = BRIDGE.enrol(line);
    private final SignedBundle bundle = SignedBundle.of(Bridge.KEY, line, 1, "weights", null);

    @AfterEach
    void aFleetThatGoesOnAskingFillsNoLog() throws Exception {
        assertThat(Files.readString(BRIDGE.log())).doesNotContain("\tat ");
    }

    @Test
    void withoutTheDatabaseEverythingIsPutOffAndNothingIsLost() throws Exception {
        Campaign campaign = Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");
        BRIDGE.postgres().stop();
        try {
            putOff(rider.get(rider.path()), "DatabaseUnavailable");
            putOff(Wanted.put(BRIDGE, Wanted.paused(campaign)), "DatabaseUnavailable");
            putOff(BRIDGE.operator("GET", "/v1/campaigns/" + line, ""), "DatabaseUnavailable");
            putOff(
                    rider.send(
                            "PUT",
                            rider.path() + "/configData",
                            BodyPublishers.ofString("{\"data\": {\"running\": \"%s\"}}".formatted(bundle.digest()))),
                    "DatabaseUnavailable");
            assertThat(health("ready")).isEqualTo(503);
            assertThat(health("live")).isEqualTo(200);
        } finally {
            BRIDGE.postgres().start();
        }

        await().atMost(PATIENCE).until(() -> rider.get(rider.path()).statusCode() == 200);
        await().atMost(PATIENCE).until(() -> health("ready") == 200);
        assertThat(rider.link("deploymentBase")).isEqualTo(action);
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst()).satisfies(wave -> {
            assertThat(wave.offered()).isEqualTo(1);
            assertThat(wave.verified()).isZero();
            assertThat(wave.verdict().state()).isEqualTo(State.INCONCLUSIVE);
        });
        rider.runs(bundle.digest(), 20);
        assertThat(Wanted.summary(BRIDGE, line).waves().getFirst().verified()).isEqualTo(1);
    }

    @Test
    void aBreachIsNoticedOnceTheDatabaseIsBack() throws Exception {
        Rider busy = BRIDGE.enrol(line);
        Wanted.begin(BRIDGE, bundle);
        busy.link("deploymentBase");
        assertThat(rider.feedback(rider.link("deploymentBase"), "closed", "failure"))
                .isEqualTo(200);
        BRIDGE.postgres().stop();
        BRIDGE.postgres().start();

        await().atMost(PATIENCE).until(() -> busy.get(busy.path()).statusCode() == 200);
        busy.await("cancelAction", true);
    }

    @Test
    void aBridgeThatStartsBeforeItsDatabaseWaitsForIt() throws Exception {
        Wanted.begin(BRIDGE, bundle);
        String action = rider.link("deploymentBase");
        BRIDGE.stop();
        BRIDGE.postgres().stop();
        try {
            BRIDGE.start();
            await().atMost(PATIENCE).until(() -> Files.readString(BRIDGE.log()).contains("Connection to 127.0.0.1"));
        } finally {
            BRIDGE.postgres().start();
        }

        BRIDGE.awaitReady();
        assertThat(rider.link("deploymentBase")).isEqualTo(action);
    }

    @Test
    void anArtifactThatIsAwayIsNeverNotFound() {
        Wanted.begin(BRIDGE, bundle);
        JsonNode offer = Bridge.json(rider.get(rider.link("deploymentBase")));
        String href = offer.at("/deployment/chunks/0/artifacts/0/_links/download/href")
                .asText();
        BRIDGE.lose(bundle);

        putOff(rider.get(href), "StoreUnavailable");

        BRIDGE.store(bundle);
        assertThat(rider.get(href).body()).isEqualTo(bundle.archive());
    }

    private static void putOff(HttpResponse<byte[]> response, String title) {
        assertThat(response.statusCode()).as(Bridge.text(response)).isEqualTo(503);
        assertThat(Bridge.json(response).path("title").asText()).isEqualTo(title);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("30");
    }

    private static int health(String kind) {
        return BRIDGE.manage("/q/health/" + kind).statusCode();
    }
}
