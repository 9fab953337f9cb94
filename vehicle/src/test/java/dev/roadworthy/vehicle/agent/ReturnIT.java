package dev.roadworthy.vehicle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.Misbehaviour;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.fixture.Scooter;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.PowerCutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways back: always to what ran on this vehicle before, always from its own disk. */
class ReturnIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed FIRST = Bundle.of(KEY, 1).pack();
    private static final Packed SECOND = Bundle.of(KEY, 2).pack();

    /** Padded, and so the one that misbehaves. */
    private static final Packed BAD = Bundle.of(KEY, 3).padded(1_000).pack();

    @TempDir
    Path directory;

    private final Outlet outlet = new Outlet();
    private ProtocolFixture bridge;
    private Scooter scooter;

    @BeforeEach
    void installTwoReleases() throws Exception {
        bridge = ProtocolFixture.start();
        scooter = new Scooter(directory, bridge, KEY).power(outlet);
        bridge.assign("1", FIRST);
        scooter.start().settle();
        bridge.assign("2", SECOND);
        scooter.settle();
        assertThat(scooter.current()).isEqualTo(SECOND.digest());
    }

    @AfterEach
    void stop() {
        scooter.close();
        bridge.close();
    }

    @Test
    void thePreviousReleaseComesBackWithoutADownload() throws Exception {
        bridge.assign("3", FIRST);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        assertThat(bridge.lastWords()).endsWith("3 success");
        assertThat(bridge.ranges()).hasSize(2);
        assertThat(scooter.agent().state().highest()).hasToString("1.2");
        assertThat(scooter.agent().state().fallback())
                .as("nothing leads forward again")
                .isNull();
        assertThat(scooter.file(SECOND.digest(), "release.json")).doesNotExist();
    }

    @Test
    void whatWasLeftIsNotTakenAgain() throws Exception {
        bridge.assign("3", FIRST);
        scooter.settle();
        bridge.assign("4", SECOND);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        assertThat(bridge.lastCode()).isEqualTo("NOT_NEWER");
    }

    @Test
    void anOlderReleaseThanThePreviousOneIsRefused() throws Exception {
        bridge.assign("3", Bundle.of(KEY, 4).pack());
        scooter.settle();
        bridge.assign("4", FIRST);

        scooter.settle();

        assertThat(scooter.agent().state().committed().position()).hasToString("1.4");
        assertThat(bridge.lastCode()).isEqualTo("NOT_NEWER");
    }

    @Test
    void aRevokedPreviousReleaseIsRefused() throws Exception {
        Packed revoking = Bundle.of(KEY, 4).floor(4).pack();
        bridge.assign("3", revoking);
        scooter.settle();
        bridge.assign("4", SECOND);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(revoking.digest());
        assertThat(bridge.lastCode()).isEqualTo("NOT_NEWER");
    }

    @Test
    void aPreviousReleaseThatTheDiskHasSpoiledIsRefused() throws Exception {
        Files.writeString(scooter.file(FIRST.digest(), "model/MODEL_CARD.md"), "# Release 7\n");
        bridge.assign("3", FIRST);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.lastCode()).isEqualTo("MODEL_FILE_CHANGED");
    }

    @Test
    void aPreviousReleaseOfWhichAFileIsGoneIsRefused() throws Exception {
        Files.delete(scooter.file(FIRST.digest(), "model.sig"));
        bridge.assign("3", FIRST);

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.lastCode()).isEqualTo("BUNDLE_MISMATCH");
    }

    @Test
    void aCancellationAfterTheSwitchLeadsBack() throws Exception {
        bridge.cancel("2");

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        assertThat(bridge.told("/cancelAction/21/feedback"))
                .singleElement()
                .satisfies(told -> assertThat(told.body().toString()).contains("running=" + FIRST.digest()));
        scooter.settle();
        assertThat(bridge.running()).isEqualTo(FIRST.digest());
    }

    @Test
    void aCancellationThatComesBeforeTheLastWordLeadsBack() throws Exception {
        bridge.assign("3", BAD);
        bridge.failFeedback(true);
        for (int i = 0; !(scooter.agent().state().phase() instanceof Phase.Reporting) && i < 5; i++) {
            pollInVain();
        }
        assertThat(scooter.current()).isEqualTo(BAD.digest());
        bridge.failFeedback(false);
        bridge.cancel("3");

        scooter.start().settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.lastWords()).containsExactly("1 success", "2 success");
    }

    @Test
    void aCancellationOfAnotherActionChangesNothing() throws Exception {
        bridge.cancel("1");

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.told("/cancelAction/11/feedback").getLast().body().toString())
                .contains("running=" + SECOND.digest());
    }

    @Test
    void aCancellationWithoutAWayBackIsAcknowledged() throws Exception {
        bridge.cancel("2");
        scooter.settle();
        bridge.assign("3", Bundle.of(KEY, 5).floor(5).pack());
        scooter.settle();
        Packed running = Bundle.of(KEY, 6).floor(6).pack();
        bridge.assign("4", running);
        scooter.settle();
        bridge.cancel("4");

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(running.digest());
        assertThat(bridge.told("/cancelAction/41/feedback")).hasSize(1);
    }

    @Test
    void aModelThatFailsAtWorkIsLeftWithoutTheBridge() throws Exception {
        Misbehaviour misbehaviour = installBad();
        bridge.down(true);
        misbehaviour.fails(true);
        pollInVain();
        assertThat(scooter.current()).as("one failure is none").isEqualTo(BAD.digest());

        pollInVain();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        bridge.down(false);
        scooter.settle();
        assertThat(bridge.lastWords()).endsWith("3 success", "3 failure");
        assertThat(bridge.lastCode()).isEqualTo("INFERENCE_FAILED");
        assertThat(bridge.running()).isEqualTo(SECOND.digest());
    }

    @Test
    void aModelThatBecomesTooSlowIsLeft() throws Exception {
        Misbehaviour misbehaviour = installBad();
        misbehaviour.latency(Duration.ofSeconds(6));
        scooter.agent().poll();

        scooter.settle();

        assertThat(scooter.current()).isEqualTo(SECOND.digest());
        assertThat(bridge.lastCode()).isEqualTo("WORK_TOO_SLOW");
    }

    @Test
    void aModelThatRecoversStays() throws Exception {
        Misbehaviour misbehaviour = installBad();
        for (int i = 0; i < 3; i++) {
            misbehaviour.fails(true);
            scooter.agent().poll();
            misbehaviour.fails(false);
            scooter.agent().poll();
        }

        assertThat(scooter.current()).isEqualTo(BAD.digest());
    }

    @Test
    void aModelThatDoesNotOpenAnyMoreIsLeftAtTheStart() throws Exception {
        Files.writeString(scooter.file(SECOND.digest(), "model/model.onnx"), "weights");

        scooter.start();

        assertThat(scooter.current()).isEqualTo(FIRST.digest());
        scooter.settle();
        assertThat(bridge.lastCode()).isEqualTo("MODEL_UNLOADABLE");
    }

    @Test
    void aReturnSurvivesAPowerCutAtEachOfItsWrites() throws Exception {
        boolean cut = true;
        long counter = 10;
        int writes = 0;
        for (; cut; writes++) {
            outlet.steady();
            Packed kept = Bundle.of(KEY, counter++).pack();
            Packed left = Bundle.of(KEY, counter++).pack();
            bridge.assign("1" + counter, kept);
            scooter.start().settle();
            bridge.assign("2" + counter, left);
            scooter.settle();
            outlet.failAfter(writes);
            bridge.cancel("2" + counter);
            cut = !settles();
            assertThat(scooter.current()).as("after %d writes", writes).isIn(kept.digest(), left.digest());
            outlet.steady();
            scooter.start().settle();
            assertThat(scooter.current()).as("after %d writes", writes).isEqualTo(kept.digest());
        }
        assertThat(writes).isGreaterThan(6);
    }

    private boolean settles() throws IOException {
        try {
            scooter.settle();
            return true;
        } catch (PowerCutException e) {
            return false;
        }
    }

    private void pollInVain() {
        try {
            scooter.agent().poll();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("503");
        }
    }

    private Misbehaviour installBad() throws Exception {
        Misbehaviour misbehaviour = new Misbehaviour();
        scooter.models(misbehaviour);
        bridge.assign("3", BAD);
        scooter.start().settle();
        assertThat(scooter.current()).isEqualTo(BAD.digest());
        return misbehaviour;
    }
}
