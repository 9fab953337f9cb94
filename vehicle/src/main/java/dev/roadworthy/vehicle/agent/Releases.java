package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelDirectory;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.SignedRelease;
import java.io.IOException;
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
     * Verifies the model of a release again, as it lies on the disk.
     *
     * @throws RefusedException where it is not what was signed
     */
    static void verifyModel(Path release, TrustStore trust) throws IOException, RefusedException {
        SignedModel model = SignedModel.verify(Files.readAllBytes(release.resolve("model.sig")), trust, "model.sig");
        ModelDirectory.verify(release.resolve("model"), model.statement());
    }
}
