package dev.roadworthy.cli.lineage;

import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.interfaces.ECPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures are believed. */
public final class KeyOption {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Public keys of the operator, PEM; may be given several times, for keys of before. Then each statement must be signed by one of them, and each release. Without it no signature is checked.")
    private List<Path> files = List.of();

    boolean isGiven() {
        return !files.isEmpty();
    }

    /** The keys; null where none is given. */
    @Nullable TrustStore trust() throws IOException, LineageException {
        if (files.isEmpty()) {
            return null;
        }
        Map<String, TrustedKey> keys = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                for (ECPublicKey key : PublicKeys.read(Files.readString(file))) {
                    TrustedKey trusted = new TrustedKey(key, Set.of(TrustedKey.EVERY_LINE));
                    keys.put(trusted.id(), trusted);
                }
            } catch (InvalidKeyException e) {
                throw noKey(file, e);
            }
        }
        try {
            return TrustStore.of(keys.values());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("keys that were read verify, and each is there once", e);
        }
    }

    private static LineageException noKey(Path file, InvalidKeyException e) {
        return LineageException.unknown("%s holds no key that signs releases: %s".formatted(file, e.getMessage()));
    }
}
