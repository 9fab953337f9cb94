package dev.roadworthy.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.archive.BundleLayout;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.SignedRelease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Both phases of a verification on one stream, as {@link TestBundle#VEHICLE} does them. */
final class Verification {

    private final Path directory;
    private TrustStore trust = Keys.trust(TestBundle.KEY);
    private Limits limits = Limits.DEFAULT;
    private Expectation expectation = Expectation.NONE;

    Verification(Path parent) {
        this.directory = parent.resolve("staged");
    }

    Verification trusting(TrustStore other) {
        trust = other;
        return this;
    }

    Verification within(Limits other) {
        limits = other;
        return this;
    }

    Verification expecting(Expectation other) {
        expectation = other;
        return this;
    }

    Verdict<StagedBundle> verify(byte[] archive) {
        BundleVerifier verifier = new BundleVerifier(trust, limits);
        try (InputStream in = new ByteArrayInputStream(archive)) {
            return switch (verifier.admit(in, expectation, TestBundle.VEHICLE, TestBundle.NOW)) {
                case Verdict.Refused<SignedRelease>(Refusal refusal) -> new Verdict.Refused<>(refusal);
                case Verdict.Accepted<SignedRelease>(SignedRelease release) ->
                    verifier.stage(release, in, expectation, directory);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second phase alone, for archives whose first phase is known to pass: it costs most of the time. */
    Verdict<StagedBundle> stage(SignedRelease release, byte[] archive) {
        int start = (int) BundleLayout.of(release).documentBytes();
        InputStream rest = new ByteArrayInputStream(archive, start, archive.length - start);
        try {
            return new BundleVerifier(trust, limits).stage(release, rest, expectation, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StagedBundle accepts(byte[] archive) {
        Verdict<StagedBundle> verdict = verify(archive);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<StagedBundle>) verdict).value();
    }

    /** The refusal of an archive that must be refused, and that leaves nothing behind. */
    Refusal refusal(byte[] archive, String what) {
        return refusal(verify(archive), what);
    }

    /** As {@link #refusal(byte[], String)}, for a verdict that was reached here. */
    Refusal refusal(Verdict<StagedBundle> verdict, String what) {
        assertThat(Files.exists(directory)).as("left behind: %s", what).isFalse();
        assertThat(verdict).as(what).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<StagedBundle>) verdict).refusal();
    }

    void refuses(byte[] archive, RefusalCode code) {
        Refusal refusal = refusal(archive, code.name());
        assertThat(refusal.code()).as(refusal.toString()).isEqualTo(code);
        assertThat(refusal.where()).isNotBlank();
        assertThat(refusal.message()).isNotBlank();
    }
}
