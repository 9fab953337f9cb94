package dev.roadworthy.operator;

import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.PemKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.Optional;

/** What an installation has to sign with: releases, and what the ledger says. */
sealed interface ReleaseKey {

    /** It was given no key. */
    record None() implements ReleaseKey {}

    /** It was given a key that signs. */
    record Usable(KeyProvider key) implements ReleaseKey {}

    /**
     * It was given something that does not sign.
     *
     * @param why what, where, and what to do
     */
    record Unusable(String why) implements ReleaseKey {}

    /** Reads the private key of a PEM file. */
    static ReleaseKey read(Optional<Path> file) {
        if (file.isEmpty()) {
            return new None();
        }
        try {
            return new Usable(PemKeyProvider.read(Files.readString(file.get())));
        } catch (IOException | InvalidKeyException e) {
            return new Unusable(
                    "the release key in %s cannot be used: %s; correct the Secret of release.keySecret, and restart the operator"
                            .formatted(file.get(), e.getMessage()));
        }
    }
}
