package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.archive.BundleWriter;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelDirectory;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Releases that lie on the disk. */
public final class Releases {

    private Releases() {}

    /**
     * The signed statement of a release, verified again.
     *
     * @throws RefusedException where its key is not trusted any more, or the file was changed
     */
    public static SignedRelease statement(Path release, TrustStore trust) throws IOException, RefusedException {
        return SignedRelease.verify(Files.readAllBytes(release.resolve("release.json")), trust);
    }

    /**
     * Verifies a release again, as it lies on the disk: the signatures, and that its files packed once more are the bundle
     * that was installed.
     *
     * @throws RefusedException where they are not; also where the disk does not give them any more
     */
    static void prove(Path release, Digest bundle, TrustStore trust) throws RefusedException {
        try {
            SignedRelease statement = statement(release, trust);
            SignedModel model =
                    SignedModel.verify(Files.readAllBytes(release.resolve("model.sig")), trust, "model.sig");
            ModelDirectory.verify(release.resolve("model"), model.statement());
            Digest packed = BundleWriter.write(
                    statement,
                    name -> Files.newInputStream(release.resolve(name.value())),
                    OutputStream.nullOutputStream());
            if (!packed.equals(bundle)) {
                throw RefusalCode.BUNDLE_MISMATCH.at("the disk", "it holds %s".formatted(packed));
            }
        } catch (IOException e) {
            throw RefusalCode.BUNDLE_MISMATCH.at("the disk", e.toString());
        }
    }
}
