package dev.roadworthy.vehicle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.Misbehaviour;
import dev.roadworthy.vehicle.fixture.PixelModel;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.fixture.Scooter;
import dev.roadworthy.vehicle.inference.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check that fails: its own code is reported, and the old release runs on. */
class RefusalIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed OLD = Bundle.of(KEY, 5).pack();

    @TempDir
    Path directory;

    private ProtocolFixture bridge;
    private Scooter scooter;

    @BeforeEach
    void installTheOldRelease() throws Exception {
        bridge = ProtocolFixture.start();
        scooter = new Scooter(directory, bridge, KEY);
        bridge.assign("1", OLD);
        scooter.start().settle();
        assertThat(scooter.current()).isEqualTo(OLD.digest());
    }

    @AfterEach
    void stop() {
        scooter.close();
        bridge.close();
    }

    @Test
    void aTamperedByteOfTheModel() throws Exception {
        Packed bundle = next().pack();
        assertRefused(bundle.flipped(archiveEnd(bundle) - bundle.indexOf("# Release 6")), "DIGEST_MISMATCH");
    }

    @Test
    void aTamperedReleaseStatement() throws Exception {
        Packed bundle = next().pack();
        // A character of Base64 that stays one.
        assertRefused(bundle.flipped(archiveEnd(bundle) - bundle.indexOf("\"payload\":\"") - 31), "BAD_SIGNATURE");
    }

    @Test
    void aReleaseThatIsNotTheApprovedOne() throws Exception {
        assertRefused(next().approvedAs(Digest.of(utf8("another candidate"))).pack(), "NOT_APPROVED");
    }

    @Test
    void aGoodBundleThatIsNotTheAssignedOne() throws Exception {
        assertRefused(next().pack().under(Digest.of(utf8("another bundle"))), "BUNDLE_MISMATCH");
    }

    @Test
    void anArchiveThatEndsEarly() throws Exception {
        byte[] whole = next().pack().archive();
        assertRefused(OLD.replaced(Arrays.copyOf(whole, whole.length - 700)), "TRUNCATED");
    }

    @Test
    void anArchiveThatGoesOn() throws Exception {
        byte[] whole = next().pack().archive();
        assertRefused(OLD.replaced(Arrays.copyOf(whole, whole.length + 512)), "TRAILING_BYTES");
    }

    @Test
    void aServerThatNeverStops() throws Exception {
        Packed bundle = next().pack();
        byte[] endless = Arrays.copyOf(bundle.archive(), archiveEnd(bundle) + (8 << 20));
        bridge.assign("2", OLD.replaced(endless));
        bridge.announceBytes(archiveEnd(bundle));

        scooter.settle();

        assertThat(bridge.lastCode()).isEqualTo("TRAILING_BYTES");
        assertThat(scooter.current()).isEqualTo(OLD.digest());
    }

    @Test
    void anArchiveWithoutItsModelSignature() throws Exception {
        byte[] whole = next().pack().archive();
        int header = OLD.replaced(whole).indexOf("model.sig\0");
        byte[] without = Arrays.copyOf(whole, whole.length);
        Arrays.fill(without, header, header + 512, (byte) 0);
        assertRefused(OLD.replaced(without), "MISSING_FILE");
    }

    @Test
    void aKeyThatNobodyTrusts() throws Exception {
        assertRefused(Bundle.of(ReleaseKey.create(), 6).pack(), "UNKNOWN_KEY");
    }

    @Test
    void aLowerCounter() throws Exception {
        assertRefused(Bundle.of(KEY, 4).pack(), "NOT_NEWER");
    }

    @Test
    void theSameCounterAgain() throws Exception {
        assertRefused(Bundle.of(KEY, 5).padded(10).pack(), "NOT_NEWER");
    }

    @Test
    void otherHardware() throws Exception {
        assertRefused(next().needs("scooter-g2", ">=1.17", 1).pack(), "WRONG_HARDWARE");
    }

    @Test
    void aRuntimeThatIsTooOld() throws Exception {
        assertRefused(next().needs(Bundle.HARDWARE, ">=7", 1).pack(), "RUNTIME_OUT_OF_RANGE");
    }

    @Test
    void noFreeSpace() throws Exception {
        assertRefused(next().pack(), "NO_SPACE", s -> s.freeBytes(10_000));
    }

    @Test
    void aReleaseWhoseTimeIsOver() throws Exception {
        assertRefused(next().installBefore(Scooter.NOW).pack(), "EXPIRED");
    }

    @Test
    void aClockThatIsSetBackDoesNotBringItBack() throws Exception {
        assertRefused(
                next().installBefore(Scooter.NOW).pack(), "EXPIRED", s -> s.time(Scooter.NOW.minusSeconds(86_400)));
    }

    @Test
    void anOutputThatIsNotFinite() throws Exception {
        assertRefused(
                next().model(new PixelModel(16, 12, List.of(0f, Float.NaN))).pack(), "INFERENCE_NOT_FINITE");
    }

    @Test
    void anOutputOfAnotherShapeThanPreprocessJsonSays() throws Exception {
        byte[] onnx = new PixelModel(16, 12, List.of(0f, 1f)).onnx();
        assertRefused(next().with("model/model.onnx", onnx).pack(), "MODEL_UNLOADABLE");
    }

    @Test
    void aModelThatIsNone() throws Exception {
        assertRefused(next().with("model/model.onnx", utf8("weights")).pack(), "MODEL_UNLOADABLE");
    }

    @Test
    void aPreprocessJsonThatAsksForMore() throws Exception {
        String more = PixelModel.sound().preprocess().replace("\"scale\"", "\"crop\": 1, \"scale\"");
        assertRefused(next().with("model/preprocess.json", utf8(more)).pack(), "PREPROCESS_INVALID");
    }

    @Test
    void aGoldenSampleThatIsNoPicture() throws Exception {
        assertRefused(next().with("model/golden.png", utf8("no picture")).pack(), "GOLDEN_SAMPLE_INVALID");
    }

    @Test
    void aGoldenInferenceThatTakesTooLong() throws Exception {
        Models slow = new Misbehaviour().latency(Duration.ofSeconds(21));
        assertRefused(next().padded(10).pack(), "INFERENCE_TOO_SLOW", s -> s.models(slow));
    }

    @Test
    void aTrialThatIsTooSlow() throws Exception {
        Models slow = new Misbehaviour().latency(Duration.ofSeconds(6));
        assertRefused(next().padded(10).pack(), "TRIAL_TOO_SLOW", s -> s.models(slow));
    }

    @Test
    void anArchiveThatTheServerHasLost() throws Exception {
        bridge.withdrawArchive();
        assertRefused(next().pack(), "DOWNLOAD_UNAVAILABLE");
    }

    @Test
    void aDigestThatIsNone() throws Exception {
        bridge.assign("2", next().pack());
        bridge.announceBytes(-3);

        scooter.settle();

        assertThat(bridge.lastCode()).isEqualTo("MALFORMED_DEPLOYMENT");
    }

    private static Bundle next() {
        return Bundle.of(KEY, 6);
    }

    private static int archiveEnd(Packed bundle) {
        return bundle.archive().length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertRefused(Packed bundle, String code) throws Exception {
        assertRefused(bundle, code, s -> s.limit(Duration.ofSeconds(20)));
    }

    private void assertRefused(Packed bundle, String code, UnaryOperator<Scooter> change) throws Exception {
        bridge.assign("2", bundle);
        change.apply(scooter).start().settle();

        assertThat(bridge.lastCode()).isEqualTo(code);
        assertThat(bridge.lastWords()).containsExactly("1 success", "2 failure");
        assertThat(scooter.current()).isEqualTo(OLD.digest());
        Digest told = bridge.running();
        assertThat(told).isEqualTo(OLD.digest());
    }
}
