package dev.roadworthy.operator;

import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.dsse.SigstoreBundle;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;

/** Signs what the ledger says. */
@FunctionalInterface
interface StatementSigner {

    /**
     * Signs a statement, and keeps the signature beside it. The same again changes nothing.
     *
     * @param statement its bytes, as they lie in the ledger
     * @throws Refused where something else lies where the signature belongs
     * @throws Unavailable where the key does not sign, or the store does not answer
     */
    void sign(byte[] statement) throws Refused, Unavailable;

    /** Signs with what the installation has: without a key nothing is signed, with an unusable one nothing is said. */
    static StatementSigner of(ReleaseKey key, S3Documents documents) {
        return switch (key) {
            case ReleaseKey.None() -> statement -> {};
            case ReleaseKey.Usable(KeyProvider usable) -> with(usable, documents);
            case ReleaseKey.Unusable(String why) ->
                statement -> {
                    throw new Unavailable(why);
                };
        };
    }

    private static StatementSigner with(KeyProvider key, S3Documents documents) {
        KeptSignatures signatures = new KeptSignatures(key, documents);
        return statement -> {
            Digest digest = Digest.of(statement);
            String name = Ledger.signature(key.keyId(), digest);
            signatures.first(
                    name,
                    () -> SigstoreBundle.sign(statement, key).write(),
                    (envelope, trust) -> SignedStatements.verify(envelope, digest, trust, name));
        };
    }
}
