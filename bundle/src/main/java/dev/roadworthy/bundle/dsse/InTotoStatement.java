package dev.roadworthy.bundle.dsse;

import static dev.roadworthy.bundle.json.StrictJson.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.json.StrictJson;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.MalformedDocumentException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An in-toto statement v1.
 *
 * @param type {@value #TYPE}
 * @param subject what it speaks about
 * @param predicateType what kind of thing it says
 * @param predicate what it says: a record to write, a {@link JsonNode} when read
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto statement v1</a>
 */
public record InTotoStatement<T>(
        @JsonProperty("_type") String type, List<Subject> subject, String predicateType, T predicate) {

    public static final String TYPE = "https://in-toto.io/Statement/v1";

    public InTotoStatement {
        if (!required(type, "_type").equals(TYPE)) {
            throw new IllegalArgumentException("the statement's _type is '%s'; expected '%s'".formatted(type, TYPE));
        }
        subject = List.copyOf(required(subject, "subject"));
        required(predicateType, "predicateType");
        required(predicate, "predicate");
    }

    /**
     * A thing, by its digest.
     *
     * @param name what it is called
     * @param digest by algorithm, in hex; {@code sha256} here
     * @param annotations facts about it, or null
     */
    public record Subject(
            String name,
            Map<String, String> digest,
            @Nullable Map<String, Long> annotations) {

        private static final String SHA256 = "sha256";

        public Subject {
            required(name, "name");
            digest = Map.copyOf(required(digest, "digest"));
            annotations = annotations == null ? null : Map.copyOf(annotations);
        }

        /** A subject with its SHA-256. */
        public static Subject of(String name, Digest digest, @Nullable Map<String, Long> annotations) {
            return new Subject(name, Map.of(SHA256, digest.hex()), annotations);
        }

        /**
         * Its SHA-256.
         *
         * @throws IllegalArgumentException where it has none, or others beside it
         */
        public Digest sha256() {
            if (!digest.keySet().equals(Set.of(SHA256))) {
                throw new IllegalArgumentException("the digest of '%s' is not exactly a sha256".formatted(name));
            }
            return new Digest("sha256:" + digest.get(SHA256));
        }
    }

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
