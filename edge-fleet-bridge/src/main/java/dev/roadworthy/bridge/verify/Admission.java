package dev.roadworthy.bridge.verify;

import dev.roadworthy.bridge.artifact.Artifacts;
import dev.roadworthy.bridge.store.Releases;
import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.archive.BundleLayout;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.bundle.verify.BundleVerifier;
import dev.roadworthy.bundle.verify.Expectation;
import dev.roadworthy.bundle.verify.StagedBundle;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Campaign;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Verifies a campaign's bundle to its last byte, as a vehicle will, and reads from it what the bridge needs to know. */
public final class Admission {

    private final BundleVerifier verifier;
    private final Artifacts artifacts;

    public Admission(TrustStore trust, Artifacts artifacts) {
        this.verifier = new BundleVerifier(trust, Limits.DEFAULT);
        this.artifacts = artifacts;
    }

    /** What came of it. */
    public sealed interface Result {

        /** Every byte was verified, and the campaign says what the release says. */
        record Admitted(Releases.Release release) implements Result {}

        /**
         * It may not be offered.
         *
         * @param why what is wrong, where, what to do
         */
        record Refused(String why) implements Result {}
    }

    /**
     * Verifies.
     *
     * @throws IOException where the bundle cannot be read; that says nothing about it
     */
    public Result admit(Campaign campaign) throws IOException {
        ArtifactRef bundle = campaign.release().bundle();
        if (bundle.bytes() < 1) {
            return new Result.Refused("the bundle has %d bytes; expected is its size".formatted(bundle.bytes()));
        }
        Expectation expectation = new Expectation(campaign.release().payload(), bundle.digest());
        MessageDigest sha1 = algorithm("SHA-1");
        MessageDigest md5 = algorithm("MD5");
        Path scratch = Files.createTempDirectory("bundle-");
        try (InputStream archive = new DigestInputStream(
                new DigestInputStream(artifacts.open(bundle.digest(), 0, bundle.bytes()), sha1), md5)) {
            return switch (verify(archive, expectation, scratch)) {
                case Verdict.Refused<StagedBundle> refused ->
                    new Result.Refused(refused.refusal().toString());
                case Verdict.Accepted<StagedBundle> accepted -> {
                    Release release = accepted.value().release().release();
                    yield disagreement(campaign, accepted.value().release())
                            .<Result>map(Result.Refused::new)
                            .orElseGet(() -> new Result.Admitted(known(bundle, release, sha1, md5)));
                }
            };
        } finally {
            remove(scratch);
        }
    }

    private Verdict<StagedBundle> verify(InputStream archive, Expectation expectation, Path scratch)
            throws IOException {
        return switch (verifier.open(archive, expectation)) {
            case Verdict.Refused<SignedRelease> refused -> new Verdict.Refused<>(refused.refusal());
            case Verdict.Accepted<SignedRelease> opened ->
                verifier.stage(opened.value(), archive, expectation, scratch.resolve("bundle"));
        };
    }

    private static Optional<String> disagreement(Campaign campaign, SignedRelease signed) {
        Release release = signed.release();
        String wanted = "%s %s %d, %d bytes"
                .formatted(
                        campaign.line(),
                        campaign.release().version(),
                        campaign.release().counter(),
                        campaign.release().bundle().bytes());
        String found = "%s %s %d, %d bytes"
                .formatted(
                        release.line(),
                        release.version(),
                        release.counter(),
                        BundleLayout.of(signed).bytes());
        return wanted.equals(found)
                ? Optional.empty()
                : Optional.of(
                        "the campaign is of '%s', its bundle is '%s' (line, version, counter, size); correct the campaign"
                                .formatted(wanted, found));
    }

    private static Releases.Release known(ArtifactRef bundle, Release release, MessageDigest sha1, MessageDigest md5) {
        return new Releases.Release(
                bundle.digest(),
                release.line(),
                release.version(),
                release.position(),
                Set.copyOf(release.compatibility().hardware()),
                release.installBefore(),
                bundle.bytes(),
                HexFormat.of().formatHex(sha1.digest()),
                HexFormat.of().formatHex(md5.digest()));
    }

    /** Clients in the field check these; nothing is trusted for them. */
    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
