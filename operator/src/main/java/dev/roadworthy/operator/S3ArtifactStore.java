package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Artifacts, the ledger, what is known of inputs, and events that wait, in S3. Believes nothing but the digest. */
public final class S3ArtifactStore implements ArtifactStore {

    private final S3Documents documents;
    private final Lineage lineage;

    S3ArtifactStore(S3Documents documents, Lineage lineage) {
        this.documents = documents;
        this.lineage = lineage;
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        if (artifact.bytes() > MAX_BYTES) {
            throw new Refused("%s has %d bytes; a document has %d at most"
                    .formatted(artifact.uri(), artifact.bytes(), MAX_BYTES));
        }
        // A pod may say where it wrote, but not where the operator reads: the place follows from the digest.
        String uri = documents.uri(ArtifactRef.key(artifact.digest()));
        if (!uri.equals(artifact.uri())) {
            throw new Refused("%s lies outside the artifact store; %s was expected".formatted(artifact.uri(), uri));
        }
        byte[] bytes = documents
                .read(ArtifactRef.key(artifact.digest()))
                .orElseThrow(() ->
                        new Refused("%s is not in the artifact store; change spec to make it again".formatted(uri)));
        if (!Digest.of(bytes).equals(artifact.digest())) {
            throw new Refused("%s does not hold the bytes of its digest; it was changed or cut off".formatted(uri));
        }
        return bytes;
    }

    @Override
    public void record(InTotoStatement<?> statement) throws Refused, Unavailable {
        byte[] bytes = Documents.write(statement);
        String key = Ledger.key(Digest.of(bytes));
        if (documents.create(key, bytes)) {
            return;
        }
        byte[] there = documents
                .read(key)
                .orElseThrow(
                        () -> new Unavailable("%s is being written by another operator".formatted(documents.uri(key))));
        if (!Arrays.equals(there, bytes)) {
            throw new Refused("%s does not hold the statement of its digest; remove that object, and it is written anew"
                    .formatted(documents.uri(key)));
        }
    }

    @Override
    public Optional<Result> result(String step, Digest input) throws Refused, Unavailable {
        String key = KnownResult.key(step, input);
        Optional<byte[]> bytes = documents.read(key);
        return bytes.isEmpty() ? Optional.empty() : Optional.of(known(key, bytes.get(), step, input));
    }

    private Result known(String key, byte[] bytes, String step, Digest input) throws Refused {
        KnownResult known;
        try {
            known = Documents.read(bytes, KnownResult.class, KnownResult.FORMAT);
        } catch (MalformedDocumentException e) {
            throw new Refused("%s is no result (%s); remove that object".formatted(documents.uri(key), e.getMessage()));
        }
        if (!known.step().equals(step) || !known.input().equals(input)) {
            throw new Refused("%s is the result of %s of %s; remove that object"
                    .formatted(documents.uri(key), known.step(), known.input()));
        }
        Map<String, ArtifactRef> refs = new TreeMap<>();
        known.documents()
                .forEach((what, document) -> refs.put(
                        what,
                        new ArtifactRef(
                                documents.uri(ArtifactRef.key(document.digest())),
                                document.digest(),
                                document.bytes())));
        return new Result(step, input, refs);
    }

    @Override
    public void keep(Result result) throws Unavailable {
        Map<String, KnownResult.Document> kept = new TreeMap<>();
        result.documents().forEach((what, ref) -> kept.put(what, new KnownResult.Document(ref.digest(), ref.bytes())));
        documents.create(
                KnownResult.key(result.step(), result.input()),
                Documents.write(new KnownResult(KnownResult.FORMAT, result.step(), result.input(), kept)));
    }

    @Override
    public void tell(RunEvent event, int order) throws Unavailable {
        lineage.tell(event, order);
    }
}
