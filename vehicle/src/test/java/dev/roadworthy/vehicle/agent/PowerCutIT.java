package dev.roadworthy.vehicle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.Misbehaviour;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.fixture.Scooter;
import dev.roadworthy.vehicle.inference.Model;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.inference.Models;
import dev.roadworthy.vehicle.state.PowerCutException;
import dev.roadworthy.vehicle.state.WritePoint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails before each write of an update, one after the other. */
class PowerCutIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed FIRST = Bundle.of(KEY, 1).pack();
    private static final Packed OLD = Bundle.of(KEY, 2).pack();
    private static final Packed NEW =
            Bundle.of(KEY, 3).padded(150_000).floor(2).fallback(2, OLD.digest()).pack();

    @TempDir
    Path directory;

    private final Outlet outlet = new Outlet();
    private ProtocolFixture bridge;

    @BeforeEach
    void start() throws Exception {
        bridge = ProtocolFixture.start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void theVehicleRunsTheOldOrTheNewReleaseAndAtLastTheNewOne() throws Exception {
        int writes = 0;
        for (boolean cut = true; cut; writes++) {
            try (Scooter scooter = running("update-" + writes, OLD)) {
                cut = isCutAfter(writes, scooter);
                assertThat(scooter.current()).as("after %d writes", writes).isEqualTo(NEW.digest());
                assertThat(scooter.agent().state().floor()).hasToString("1.2");
            }
            assertThat(bridge.lastWords().getLast()).isEqualTo("3 success");
        }
        assertThat(outlet.cutAt()).containsExactlyInAnyOrder(WritePoint.values());
        assertThat(writes).isGreaterThan(30);
    }

    @Test
    void aTrialThatFailsEndsInTheOldReleaseWhereverThePowerFails() throws Exception {
        Models slow = new Misbehaviour().latency(Duration.ofSeconds(6));
        int writes = 0;
        for (boolean cut = true; cut; writes++) {
            try (Scooter scooter = running("revert-" + writes, OLD).models(slow)) {
                scooter.start();
                cut = isCutAfter(writes, scooter);
                assertThat(scooter.current()).as("after %d writes", writes).isEqualTo(OLD.digest());
            }
            assertThat(bridge.lastWords().getLast()).isEqualTo("3 failure");
            assertThat(bridge.lastCode()).isEqualTo("TRIAL_TOO_SLOW");
        }
        assertThat(writes).isGreaterThan(30);
    }

    @Test
    void aModelThatEndsTheAgentAtWorkIsReverted() throws Exception {
        assertReverted(2, "TRIAL_RESTARTS");
    }

    @Test
    void aModelThatEndsTheAgentAtItsFirstInferenceIsNeverSwitchedTo() throws Exception {
        assertReverted(0, "INSTALL_RESTARTS");
    }

    /** Lets the power fail in an update, and once more while the agent starts again. */
    private boolean isCutAfter(int writes, Scooter scooter) throws Exception {
        bridge.assign("3", NEW);
        outlet.failAfter(writes);
        boolean cut = !isSettled(scooter);
        assertThat(scooter.current()).isIn(OLD.digest(), NEW.digest());
        outlet.failAfter(writes % 7);
        if (cut && !isSettled(scooter)) {
            assertThat(scooter.current()).isIn(OLD.digest(), NEW.digest());
        }
        outlet.steady();
        scooter.start();
        assertThat(scooter.current()).isIn(OLD.digest(), NEW.digest());
        scooter.settle();
        return cut;
    }

    private static boolean isSettled(Scooter scooter) throws IOException {
        try {
            scooter.start().settle();
            return true;
        } catch (PowerCutException e) {
            return false;
        }
    }

    private void assertReverted(int looksBefore, String code) throws Exception {
        try (Scooter scooter = running("deadly", OLD)) {
            bridge.assign("3", NEW);
            scooter.models(deadlyAfter(looksBefore));
            int ends = 0;
            while (!isSettled(scooter) && ends < 20) {
                ends++;
                assertThat(scooter.current()).isIn(OLD.digest(), NEW.digest());
            }
            assertThat(scooter.current()).isEqualTo(OLD.digest());
            assertThat(bridge.lastWords().getLast()).isEqualTo("3 failure");
            assertThat(bridge.lastCode()).isEqualTo(code);
        }
    }

    // What a fault in native code does to the process is done to the agent here: it ends in the middle of a look.
    private static Models deadlyAfter(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        return release -> {
            Model model = Models.onnx(1).open(release);
            boolean deadly = Files.exists(release.resolve("model/padding.bin"));
            return new Model() {
                @Override
                public Duration look(BufferedImage frame, Duration limit) throws ModelFaultException {
                    if (deadly && left.getAndDecrement() <= 0) {
                        throw new PowerCutException(WritePoint.PART_APPEND);
                    }
                    return model.look(frame, limit);
                }

                @Override
                public void close() {
                    model.close();
                }
            };
        };
    }

    private Scooter running(String id, Packed release) throws Exception {
        outlet.steady();
        Scooter scooter = new Scooter(directory.resolve(id), bridge, KEY).id(id).power(outlet);
        bridge.assign("1", FIRST);
        scooter.start().settle();
        bridge.assign("2", release);
        scooter.settle();
        return scooter;
    }
}
