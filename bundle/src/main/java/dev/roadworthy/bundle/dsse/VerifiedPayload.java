package dev.roadworthy.bundle.dsse;

import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.contract.Digest;

/** Bytes whose signature was verified. Only {@link SigstoreBundle#verify} makes one. */
public final class VerifiedPayload {

    private final byte[] bytes;
    private final TrustedKey signer;

    VerifiedPayload(byte[] bytes, TrustedKey signer) {
        this.bytes = bytes;
        this.signer = signer;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The digest by which other documents refer to this one: a new signature over the same bytes keeps it. */
    public Digest digest() {
        return Digest.of(bytes);
    }

    /** The key that signed. */
    public TrustedKey signer() {
        return signer;
    }
}
