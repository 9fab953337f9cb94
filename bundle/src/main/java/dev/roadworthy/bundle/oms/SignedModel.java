package dev.roadworthy.bundle.oms;

import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SigstoreBundle;
import dev.roadworthy.bundle.dsse.VerifiedPayload;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;

/**
 * A statement over a model whose signature was verified.
 *
 * @param statement what is signed
 * @param signer the key that signed
 */
public record SignedModel(ModelStatement statement, TrustedKey signer) {

    /**
     * Signs a statement.
     *
     * @return the bytes of {@code model.sig}
     * @throws KeyUnavailableException where the key does not sign
     */
    public static byte[] sign(ModelStatement statement, KeyProvider key) throws KeyUnavailableException {
        return SigstoreBundle.sign(statement.write(), key).write();
    }

    /**
     * Verifies a signature; the files themselves are another matter, see {@link ModelDirectory#verify}.
     *
     * @param modelSig the bytes of {@code model.sig}
     * @param where their name, for the refusal
     * @throws RefusedException where they are not one trusted signature over a statement that holds together
     */
    public static SignedModel verify(byte[] modelSig, TrustStore trust, String where) throws RefusedException {
        VerifiedPayload payload = SigstoreBundle.read(modelSig, where).verify(trust, where);
        return new SignedModel(ModelStatement.read(payload, where), payload.signer());
    }
}
