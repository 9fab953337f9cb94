package dev.roadworthy.cli.lineage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A statement of the ledger. */
sealed interface Entry {

    /** The digest of its bytes, and its name in the ledger. */
    Digest digest();

    /** What it speaks about. */
    List<Subject> subjects();

    /** Something was made. */
    record Made(Digest digest, List<Subject> subjects, Provenance provenance) implements Entry {

        /** What it was made of. */
        List<Resource> used() {
            return provenance.buildDefinition().resolvedDependencies();
        }

        Provenance.ExternalParameters parameters() {
            return provenance.buildDefinition().externalParameters();
        }

        /** Who declared it. */
        Provenance.DeclaredObject object() {
            return parameters().object();
        }

        /** What it is called: the first of its subjects. */
        Subject main() {
            return subjects.getFirst();
        }
    }

    /** A model was judged. */
    record Judged(Digest digest, List<Subject> subjects, TestResult result) implements Entry {}

    /** As it lies in the store. */
    record Raw(@JsonProperty("_type") String type, List<Subject> subject, String predicateType, JsonNode predicate) {}

    /**
     * Reads a statement.
     *
     * @throws MalformedDocumentException where the bytes are none that this version knows
     */
    static Entry read(byte[] bytes) throws MalformedDocumentException {
        Raw raw = Documents.read(bytes, Raw.class);
        if (raw.subject().isEmpty()) {
            throw new MalformedDocumentException("a statement without a subject", null);
        }
        byte[] predicate = raw.predicate().toString().getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(bytes);
        return switch (raw.predicateType()) {
            case Provenance.PREDICATE_TYPE ->
                new Made(digest, raw.subject(), Documents.read(predicate, Provenance.class));
            case TestResult.PREDICATE_TYPE ->
                new Judged(digest, raw.subject(), Documents.read(predicate, TestResult.class));
            default ->
                throw new MalformedDocumentException(
                        "a statement of a kind that this version does not know: %s; take a later version"
                                .formatted(raw.predicateType()),
                        null);
        };
    }
}
