package dev.roadworthy.bundle.verify;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.archive.BundleLayout;
import dev.roadworthy.bundle.archive.BundleReader;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelDirectory;
import dev.roadworthy.bundle.oms.ModelStatement;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Verifies a bundle as a vehicle does it, in two phases: {@link #admit} judges the first kilobytes, {@link #stage} takes
 * the rest file by file. A bridge, which is no vehicle, begins with {@link #open}.
 *
 * <p>A refusal is a verdict and final. An {@link IOException} says nothing about the bundle: the connection or the disk
 * failed, and another try may succeed.
 */
public final class BundleVerifier {

    private final TrustStore trust;
    private final Limits limits;

    public BundleVerifier(TrustStore trust, Limits limits) {
        this.trust = trust;
        this.limits = limits;
    }

    /**
     * Verifies the release statement at the start of an archive: signature, key, kind, approval, and the digest that is
     * expected of it. Reads nothing behind it, so that the same stream can go into {@link #stage}.
     *
     * @param archive from its first byte; not closed
     */
    public Verdict<SignedRelease> open(InputStream archive, Expectation expectation) throws IOException {
        return verdict(() -> release(archive, expectation));
    }

    /**
     * As {@link #open}, and judges whether the release may go onto this vehicle.
     *
     * @param now the vehicle's trusted time
     */
    public Verdict<SignedRelease> admit(InputStream archive, Expectation expectation, Vehicle vehicle, Instant now)
            throws IOException {
        return switch (open(archive, expectation)) {
            case Verdict.Refused<SignedRelease> refused -> refused;
            case Verdict.Accepted<SignedRelease> accepted -> {
                Optional<Refusal> refusal = Eligibility.refusal(accepted.value().statement(), vehicle, now);
                yield refusal.isPresent() ? new Verdict.Refused<>(refusal.get()) : accepted;
            }
        };
    }

    /**
     * Verifies everything else and lays it out. Documents come first: a wrong model signature is refused before a byte of
     * the model is read.
     *
     * @param release what {@link #open} or {@link #admit} accepted
     * @param rest the archive from {@link BundleLayout#documentBytes} on; not closed
     * @param directory is made, and is gone again after a refusal or an error; its parent exists
     */
    public Verdict<StagedBundle> stage(SignedRelease release, InputStream rest, Expectation expectation, Path directory)
            throws IOException {
        return verdict(() -> {
            try (StagingDirectory staging = StagingDirectory.create(directory)) {
                Digest digest = stage(release, rest, staging);
                if (expectation.bundle() != null && !expectation.bundle().equals(digest)) {
                    throw RefusalCode.BUNDLE_MISMATCH.at(
                            "the archive", "it has %s; expected is %s".formatted(digest, expectation.bundle()));
                }
                return new StagedBundle(staging.keep(), release, digest);
            }
        });
    }

    private SignedRelease release(InputStream archive, Expectation expectation) throws IOException, RefusedException {
        BundleReader reader = new BundleReader(archive);
        long size = reader.expect(BundlePath.RELEASE);
        String where = BundlePath.RELEASE.value();
        if (size > limits.releaseBytes()) {
            throw tooLarge(where, size, limits.releaseBytes());
        }
        SignedRelease release = SignedRelease.verify(reader.content((int) size), trust);
        if (expectation.payload() != null && !expectation.payload().equals(release.payloadDigest())) {
            throw RefusalCode.PAYLOAD_MISMATCH.at(
                    where,
                    "the release is %s; chosen was %s".formatted(release.payloadDigest(), expectation.payload()));
        }
        BundleFile signature = release.statement().modelSignature();
        if (signature.size() > limits.signatureBytes()) {
            throw tooLarge(signature.name().value(), signature.size(), limits.signatureBytes());
        }
        long bytes = BundleLayout.of(release).bytes();
        if (bytes > limits.bundleBytes()) {
            throw tooLarge("the archive", bytes, limits.bundleBytes());
        }
        return release;
    }

    private Digest stage(SignedRelease release, InputStream rest, StagingDirectory staging)
            throws IOException, RefusedException {
        byte[] json = release.json();
        try (OutputStream out = staging.create(BundlePath.RELEASE)) {
            out.write(json);
        }
        BundleReader reader = BundleReader.after(BundlePath.RELEASE, json, new BufferedInputStream(rest));
        BundleFile signature = release.statement().modelSignature();
        copy(signature, reader, staging);
        ModelStatement model = model(release, Files.readAllBytes(staging.path(signature.name())));
        for (BundleFile file : release.statement().filesAfterSignature()) {
            copy(file, reader, staging);
        }
        Digest digest = reader.end();
        ModelDirectory.verify(staging.modelDirectory(), model);
        return digest;
    }

    private static void copy(BundleFile file, BundleReader reader, StagingDirectory staging)
            throws IOException, RefusedException {
        reader.expect(file.name(), file.size());
        Digest digest;
        try (DigestOutputStream out = new DigestOutputStream(staging.create(file.name()), Digest.sha256())) {
            reader.copy(file.size(), out);
            digest = Digest.ofHash(out.getMessageDigest().digest());
        }
        if (!digest.equals(file.digest())) {
            throw RefusalCode.DIGEST_MISMATCH.at(
                    file.name().value(), "the file has %s; the release lists %s".formatted(digest, file.digest()));
        }
    }

    private ModelStatement model(SignedRelease release, byte[] modelSig) throws RefusedException {
        String where = BundlePath.MODEL_SIGNATURE.value();
        SignedModel model = SignedModel.verify(modelSig, trust, where);
        String line = release.release().line();
        if (!model.signer().maySign(line)) {
            throw RefusalCode.KEY_NOT_ALLOWED.at(
                    where,
                    "the key %s may not sign for the line '%s'"
                            .formatted(model.signer().id(), line));
        }
        ModelStatement statement = model.statement();
        Map<String, Digest> listed = release.statement().modelFiles().stream()
                .collect(Collectors.toMap(f -> f.name().inModel(), BundleFile::digest));
        if (!statement.root().equals(release.release().modelRoot())
                || !statement.files().equals(listed)) {
            throw RefusalCode.MODEL_ROOT_MISMATCH.at(
                    where,
                    "it is over the model %s; the release is of %s"
                            .formatted(statement.root(), release.release().modelRoot()));
        }
        return statement;
    }

    private static RefusedException tooLarge(String where, long size, long limit) {
        return RefusalCode.TOO_LARGE.at(where, "%d bytes; at most %d are taken".formatted(size, limit));
    }

    private interface Check<T> {
        T run() throws IOException, RefusedException;
    }

    private static <T> Verdict<T> verdict(Check<T> check) throws IOException {
        try {
            return new Verdict.Accepted<>(check.run());
        } catch (RefusedException e) {
            return new Verdict.Refused<>(e.refusal());
        }
    }
}
