package dev.roadworthy.vehicle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.fixture.Scooter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationIT {

    private static final ReleaseKey KEY = ReleaseKey.create();

    @TempDir
    Path directory;

    private ProtocolFixture bridge;
    private Scooter scooter;

    @BeforeEach
    void startBridge() throws Exception {
        bridge = ProtocolFixture.start();
        scooter = new Scooter(directory, bridge, KEY);
    }

    @AfterEach
    void stopBridge() {
        scooter.close();
        bridge.close();
    }

    @Test
    void aSignedBundleIsInstalledAndReported() throws Exception {
        Bundle.Packed first = Bundle.of(KEY, 1).pack();
        bridge.assign("8", first);

        scooter.start().settle();

        assertThat(scooter.current()).isEqualTo(first.digest());
        assertThat(bridge.lastWords()).containsExactly("8 success");
        scooter.settle();
        assertThat(bridge.running()).isEqualTo(first.digest());
        assertThat(bridge.told("/telemetry")
                        .getFirst()
                        .body()
                        .at("/latencyMs/count")
                        .asInt())
                .isEqualTo(5);
    }
}
