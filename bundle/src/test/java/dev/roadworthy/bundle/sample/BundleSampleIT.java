package dev.roadworthy.bundle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.bundle.release.RuntimeVersion;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.bundle.verify.BundleVerifier;
import dev.roadworthy.bundle.verify.Expectation;
import dev.roadworthy.bundle.verify.StagedBundle;
import dev.roadworthy.bundle.verify.Vehicle;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleSampleIT {

    private static final Vehicle VEHICLE = new Vehicle(
            "sample", "sample-vehicle", RuntimeVersion.parse("1.29.0"), 1 << 30, Position.NONE, Position.NONE);

    @TempDir
    private Path directory;

    @Test
    void writesABundleThatAVehicleTakesWithTheKeyBesideIt() throws Exception {
        BundleSample.main(new String[] {directory.toString()});

        TrustStore trust = TrustStore.ofPem(Files.readString(directory.resolve("release-key.pem")));
        BundleVerifier verifier = new BundleVerifier(trust, Limits.DEFAULT);
        try (InputStream in = Files.newInputStream(directory.resolve("bundle-sample-1.tar"))) {
            Verdict<SignedRelease> admitted = verifier.admit(in, Expectation.NONE, VEHICLE, Instant.EPOCH);
            assertThat(admitted).isInstanceOf(Verdict.Accepted.class);
            SignedRelease release = ((Verdict.Accepted<SignedRelease>) admitted).value();
            Verdict<StagedBundle> staged = verifier.stage(release, in, Expectation.NONE, directory.resolve("staged"));
            assertThat(staged).isInstanceOf(Verdict.Accepted.class);
        }
        assertThat(directory.resolve("staged/model/model.onnx")).hasBinaryContent(SampleModel.onnx());
    }
}
