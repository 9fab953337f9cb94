package dev.roadworthy.worker.pack;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.archive.BundleWriter;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.PackRequest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Stores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays a signed release and the files of its model into one archive. It holds no key and can spoil nothing: what the
 * release does not list is not packed, and whoever takes the bundle verifies every byte. The same request gives the same
 * bundle. Needs twice the model's size on disk, and no more memory than a buffer.
 */
public final class PackStep {

    private static final Logger LOG = LoggerFactory.getLogger(PackStep.class);

    private final Environment environment;

    public PackStep(Environment environment) {
        this.environment = environment;
    }

    /**
     * Does it.
     *
     * @param requestFile a {@link PackRequest}
     * @return the {@link BundleManifest}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        PackRequest request =
                document(Files.readAllBytes(requestFile), PackRequest.class, PackRejection.RequestInvalid);
        try (Scratch scratch = Scratch.create("pack");
                ArtifactStore artifacts = Stores.artifacts(environment)) {
            SignedRelease release = release(request, artifacts.read(request.release()));
            Map<BundlePath, Path> files = fetch(release, request, artifacts, scratch.path());
            Path bundle = scratch.path().resolve("bundle.tar");
            Digest digest;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bundle))) {
                digest = BundleWriter.write(release, name -> Files.newInputStream(of(files, name)), out);
            }
            ArtifactRef stored = artifacts.put(bundle);
            LOG.info("pack bundle={} bytes={} release={}", digest, stored.bytes(), release.payloadDigest());
            return artifacts.put(
                    Documents.write(new BundleManifest(BundleManifest.FORMAT, stored, release.payloadDigest())));
        }
    }

    private static SignedRelease release(PackRequest request, byte[] json) throws StepException {
        TrustStore trust;
        try {
            trust = TrustStore.ofPem(request.releaseKey());
        } catch (GeneralSecurityException e) {
            throw StepException.rejected(
                    PackRejection.RequestInvalid, "releaseKey is no public key: %s".formatted(e.getMessage()));
        }
        try {
            return SignedRelease.verify(json, trust);
        } catch (RefusedException e) {
            throw StepException.rejected(
                    PackRejection.ReleaseInvalid,
                    "%s cannot be packed: %s".formatted(request.release().uri(), e.getMessage()));
        }
    }

    private static ModelManifest model(PackRequest request, ArtifactStore artifacts) throws StepException, IOException {
        return document(artifacts.read(request.model()), ModelManifest.class, PackRejection.ModelInvalid);
    }

    /** What belongs at a place of the bundle; null where nothing does. */
    private static @Nullable ArtifactRef content(BundlePath name, PackRequest request, ModelManifest model) {
        return switch (name.section()) {
            case SIGNATURE -> request.modelSignature();
            case MODEL ->
                model.files().stream()
                        .filter(file -> file.path().equals(name.inModel()))
                        .map(ModelManifest.File::content)
                        .findFirst()
                        .orElse(null);
            case RELEASE, ROOT, ATTESTATIONS -> null;
        };
    }

    private static Map<BundlePath, Path> fetch(
            SignedRelease release, PackRequest request, ArtifactStore artifacts, Path directory)
            throws StepException, IOException {
        ModelManifest model = model(request, artifacts);
        Map<BundlePath, Path> files = new HashMap<>();
        for (BundleFile file : release.statement().files()) {
            ArtifactRef content = content(file.name(), request, model);
            if (content == null || !content.digest().equals(file.digest()) || content.bytes() != file.size()) {
                throw StepException.rejected(
                        PackRejection.ReleaseMismatch,
                        "the release lists %s with %d bytes and %s, and the request has %s; sign a release of this model"
                                .formatted(
                                        file.name(),
                                        file.size(),
                                        file.digest(),
                                        content == null
                                                ? "no such file"
                                                : "%d bytes and %s".formatted(content.bytes(), content.digest())));
            }
            Path copy = directory.resolve(Integer.toString(files.size()));
            artifacts.fetch(content, copy);
            files.put(file.name(), copy);
        }
        return files;
    }

    private static Path of(Map<BundlePath, Path> files, BundlePath name) {
        return Objects.requireNonNull(files.get(name), () -> "not fetched: " + name);
    }

    private static <T extends Record> T document(byte[] json, Class<T> type, PackRejection reason)
            throws StepException {
        try {
            return Documents.read(json, type, 1);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    reason, "%s cannot be used: %s".formatted(type.getSimpleName(), e.getMessage()));
        }
    }
}
