package dev.roadworthy.operator;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.Set;

/** Signatures by a key, kept in the artifact store. ECDSA is randomised: the first over a statement is kept, and taken again. */
final class KeptSignatures {

    private final TrustStore trust;
    private final S3Documents documents;

    /**
     * Keeps signatures by this key.
     *
     * @throws IllegalArgumentException where it is on a curve that nobody verifies
     */
    KeptSignatures(KeyProvider key, S3Documents documents) {
        try {
            this.trust = TrustStore.of(List.of(new TrustedKey(key.publicKey(), Set.of(TrustedKey.EVERY_LINE))));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the key %s cannot sign bundles".formatted(key.keyId()), e);
        }
        this.documents = documents;
    }

    /** Makes a signature. */
    @FunctionalInterface
    interface Signature {
        byte[] make() throws KeyUnavailableException;
    }

    /** Refuses what is not signed by a trusted key, over what was to be signed. */
    @FunctionalInterface
    interface Check {
        void on(byte[] envelope, TrustStore trust) throws RefusedException;
    }

    /**
     * The one signature at a place: that which is kept there, else a new one, which is kept.
     *
     * @param name its key in the store
     * @throws Refused where something else is kept there
     * @throws Unavailable where the key does not sign, or the store does not answer
     */
    byte[] first(String name, Signature signature, Check check) throws Refused, Unavailable {
        byte[] envelope = documents.read(name).orElse(null);
        if (envelope == null) {
            try {
                byte[] made = signature.make();
                envelope = documents.create(name, made) ? made : kept(name);
            } catch (KeyUnavailableException e) {
                throw new Unavailable("the release key does not sign: %s".formatted(e.getMessage()), e);
            }
        }
        try {
            check.on(envelope, trust);
        } catch (RefusedException e) {
            throw new Refused("%s was changed: %s; remove it, and it is signed anew"
                    .formatted(documents.uri(name), e.getMessage()));
        }
        return envelope;
    }

    private byte[] kept(String name) throws Refused, Unavailable {
        return documents
                .read(name)
                .orElseThrow(() ->
                        new Unavailable("%s is being written by another operator".formatted(documents.uri(name))));
    }
}
