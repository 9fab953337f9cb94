package dev.roadworthy.cli.lineage;

import dev.roadworthy.bundle.key.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures are believed. */
public final class KeyOption {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Public keys that may sign releases, PEM. Without it no signature is checked.")
    private @Nullable Path key;

    boolean isGiven() {
        return key != null;
    }

    /** The keys; null where none is given. */
    @Nullable TrustStore trust() throws IOException, LineageException {
        if (key == null) {
            return null;
        }
        try {
            return TrustStore.ofPem(Files.readString(key));
        } catch (InvalidKeyException e) {
            throw LineageException.unknown("%s holds no key that signs releases: %s".formatted(key, e.getMessage()));
        }
    }
}
