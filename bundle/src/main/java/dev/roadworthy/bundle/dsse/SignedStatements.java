package dev.roadworthy.bundle.dsse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.json.StrictJson;
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
}
