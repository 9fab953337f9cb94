package dev.roadworthy.bundle.dsse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.json.StrictJson;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.MalformedDocumentException;

/** The in-toto statements that are signed. */
public final class SignedStatements {

    private SignedStatements() {}

    /**
     * Reads a statement of a known kind.
     *
     * @param predicateType its kind
     * @param where the document's name, for the refusal
     * @throws RefusedException where it is malformed or of another kind
     */
    public static InTotoStatement<JsonNode> read(VerifiedPayload payload, String predicateType, String where)
            throws RefusedException {
        InTotoStatement<JsonNode> statement;
        try {
            statement = StrictJson.read(payload.bytes(), new TypeReference<InTotoStatement<JsonNode>>() {});
        } catch (MalformedDocumentException e) {
            throw RefusalCode.MALFORMED_STATEMENT.at(where, "not an in-toto statement v1: " + e.getMessage());
        }
        if (!statement.predicateType().equals(predicateType)) {
            throw RefusalCode.WRONG_PREDICATE_TYPE.at(
                    where,
                    "the statement is a '%s'; expected '%s'".formatted(statement.predicateType(), predicateType));
        }
        return statement;
    }

    /**
     * Verifies a signature that lies beside the statement that it is over.
     *
     * @param envelope the bytes of a {@link SigstoreBundle}
     * @param statement the digest of the statement's bytes
     * @param where the envelope's name, for the refusal
     * @return the key that signed
     * @throws RefusedException where it is not exactly one signature by a trusted key over that statement
     */
    public static TrustedKey verify(byte[] envelope, Digest statement, TrustStore trust, String where)
            throws RefusedException {
        VerifiedPayload payload = SigstoreBundle.read(envelope, where).verify(trust, where);
        if (!payload.digest().equals(statement)) {
            throw RefusalCode.PAYLOAD_MISMATCH.at(
                    where, "it is signed, over %s and not over %s".formatted(payload.digest(), statement));
        }
        return payload.signer();
    }
}
