package dev.roadworthy.bundle.key;

import java.security.interfaces.ECPublicKey;

/** A key that signs: in memory, or in a service that never gives it away. */
public interface KeyProvider {

    /** Its public half, on a curve of {@link EcCurve}. */
    ECPublicKey publicKey();

    /** The id under which a {@link TrustStore} knows it. */
    default String keyId() {
        return PublicKeys.id(publicKey());
    }

    /**
     * Signs once. ECDSA is randomised: the same bytes get another signature each time.
     *
     * @param message the DSSE pre-authentication encoding, not hashed yet; the hash is that of the curve
     * @return the ECDSA signature in DER
     * @throws KeyUnavailableException where the key cannot be reached or may not be used
     */
    byte[] sign(byte[] message) throws KeyUnavailableException;
}
