package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;

/** Reads artifacts from S3. Believes nothing but the digest. */
public final class S3ArtifactStore implements ArtifactStore {

    private final S3Documents documents;

    S3ArtifactStore(S3Documents documents) {
        this.documents = documents;
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
}
