package dev.roadworthy.bundle.release;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SigstoreBundle;
import dev.roadworthy.bundle.dsse.VerifiedPayload;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.contract.Digest;

/** A release statement whose signature was verified, with the bytes in which it came. */
public final class SignedRelease {

    private final byte[] json;
    private final ReleaseStatement statement;
    private final Digest payloadDigest;
    private final String keyId;

    private SignedRelease(byte[] json, ReleaseStatement statement, Digest payloadDigest, String keyId) {
        this.json = json;
        this.statement = statement;
        this.payloadDigest = payloadDigest;
        this.keyId = keyId;
    }

    /**
     * Signs a release. ECDSA is randomised, so a second signing of the same statement is another document and another
     * bundle: whoever signs again by reconciling compares {@link #payloadDigest} first, and keeps what is there.
     *
     * @return the bytes of {@code release.json}
     * @throws IllegalArgumentException where what was approved is not what is released
     * @throws KeyUnavailableException where the key does not sign
     */
    public static byte[] sign(ReleaseStatement statement, KeyProvider key) throws KeyUnavailableException {
        if (!statement.release().matchesApproval()) {
            throw new IllegalArgumentException(notApproved(statement.release()));
        }
        return SigstoreBundle.sign(statement.write(), key).write();
    }

    /**
     * Verifies a release.
     *
     * @param releaseJson the bytes of {@code release.json}
     * @throws RefusedException where they are not one signature, by a key that may sign for the line, over a release that
     *     was approved as it is
     */
    public static SignedRelease verify(byte[] releaseJson, TrustStore trust) throws RefusedException {
        String where = BundlePath.RELEASE.value();
        VerifiedPayload payload = SigstoreBundle.read(releaseJson, where).verify(trust, where);
        ReleaseStatement statement = ReleaseStatement.read(payload, where);
        Release release = statement.release();
        String keyId = payload.signer().id();
        if (!payload.signer().maySign(release.line())) {
            throw RefusalCode.KEY_NOT_ALLOWED.at(
                    where, "the key %s may not sign for the line '%s'".formatted(keyId, release.line()));
        }
        if (!release.matchesApproval()) {
            throw RefusalCode.NOT_APPROVED.at(where, notApproved(release));
        }
        return new SignedRelease(releaseJson.clone(), statement, payload.digest(), keyId);
    }

    /** The bytes of {@code release.json}. */
    public byte[] json() {
        return json.clone();
    }

    public ReleaseStatement statement() {
        return statement;
    }

    public Release release() {
        return statement.release();
    }

    /** The digest of the signed bytes: the name of this release in other documents. */
    public Digest payloadDigest() {
        return payloadDigest;
    }

    /** The key that signed. */
    public String keyId() {
        return keyId;
    }

    private static String notApproved(Release release) {
        return "approved is the candidate %s, released is %s"
                .formatted(release.approval().digest(), release.candidate().digest());
    }
}
