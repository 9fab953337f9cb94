package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.util.Arrays;

/** Artifacts and the ledger in S3, and the events that wait there. Believes nothing but the digest. */
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
    public void tell(RunEvent event) throws Unavailable {
        lineage.tell(event);
    }
}
