package dev.roadworthy.vehicle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.fixture.Scooter;
import dev.roadworthy.vehicle.state.Phase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent and a server, over real HTTP, with bundles that are really signed and models that really run. */
class InstallationIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed FIRST = Bundle.of(KEY, 1).pack();
    private static final Packed SECOND =
            Bundle.of(KEY, 2).padded(400_000).fallback(1, FIRST.digest()).pack();

    @TempDir
    Path directory;

    private ProtocolFixture bridge;
    private Scooter scooter;

    @BeforeEach
    void start() throws Exception {
        bridge = ProtocolFixture.start();
        scooter = new Scooter(directory, bridge, KEY);
        bridge.assign("1", FIRST);
        scooter.start().settle();
    }

    @AfterEach
    void stop() {
        scooter.close();
        bridge.close();
    }

    @Test
    void aSignedBundleIsInstalledAndReported() throws Exception {
        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        assertThat(bridge.lastWords()).containsExactly("1 success");
        scooter.settle();
        assertThat(bridge.running()).isEqualTo(FIRST.digest());
        JsonNode report = bridge.told("/configData").getLast().body().path("data");
        // Those of the trial, and those of the poll after it.
        assertThat(report.path("inferences").asText()).isEqualTo("10");
        assertThat(report.path("latencyMsP95").asText()).matches("\\d+\\.\\d{3}");
        assertThat(report.path("latency").asText()).isEqualTo("measured");
    }

    @Test
    void aBrokenConnectionIsResumedWhereItBroke() throws Exception {
        bridge.assign("2", SECOND);
        bridge.dropAfter(100_000);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.ranges())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("bytes=")
                .isNotEqualTo("bytes=0-");
    }

    @Test
    void aServerThatKnowsNoRangesServes() throws Exception {
        bridge.assign("2", SECOND);
        bridge.dropAfter(100_000);
        bridge.ignoreRanges();

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
    }

    @Test
    void theLastWordIsSaidAgainUntilTheBridgeHasIt() throws Exception {
        bridge.assign("2", SECOND);
        bridge.failFeedback(true);
        assertThatThrownBy(scooter::settle).isInstanceOf(IOException.class).hasMessageContaining("503");
        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.lastWords()).containsExactly("1 success");

        bridge.failFeedback(false);
        scooter.start().settle();

        assertThat(bridge.lastWords()).containsExactly("1 success", "2 success");
    }

    @Test
    void whatIsCancelledBeforeTheSwitchIsDropped() throws Exception {
        bridge.assign("2", SECOND);
        scooter.agent().poll();
        assertThat(scooter.agent().state().phase()).isInstanceOf(Phase.Staged.class);
        bridge.cancel("2");

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        assertThat(bridge.told("/cancelAction/21/feedback")).hasSize(1);
        assertThat(bridge.lastWords()).containsExactly("1 success");
    }

    @Test
    void aNewIntentSupersedesAnOpenOne() throws Exception {
        Packed third = Bundle.of(KEY, 3).pack();
        bridge.assign("2", SECOND);
        scooter.agent().poll();
        bridge.assign("3", third);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(third.digest());
        assertThat(bridge.lastWords()).containsExactly("1 success", "3 success");
    }

    @Test
    void theSwitchWaitsForTheMaintenanceWindow() throws Exception {
        bridge.assign("2", SECOND);
        bridge.maintenanceWindow(false);
        scooter.agent().poll();
        scooter.agent().poll();
        scooter.agent().poll();
        assertThat(scooter.current()).isEqualTo(FIRST.digest());

        bridge.maintenanceWindow(true);
        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
    }

    @Test
    void whatRunsAlreadyIsASuccessWithoutADownload() throws Exception {
        bridge.assign("2", FIRST);

        scooter.settle();

        assertThat(bridge.lastWords()).containsExactly("1 success", "2 success");
        assertThat(bridge.ranges()).hasSize(1);
    }

    @Test
    void aFleetRollbackIsANewReleaseWithTheOldContent() throws Exception {
        bridge.assign("2", SECOND);
        scooter.settle();
        Packed again = Bundle.of(KEY, 3).pack();
        bridge.assign("3", again);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(again.digest());
    }

    @Test
    void aBridgeThatIsDownStopsNothing() throws Exception {
        bridge.down(true);
        scooter.start();

        assertThatThrownBy(() -> scooter.agent().poll()).isInstanceOf(IOException.class);
        assertThat(scooter.current()).isEqualTo(FIRST.digest());
    }
}
