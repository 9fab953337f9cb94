package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that can be away. */
public final class FakeArtifactStore implements ArtifactStore {

    private final Map<Digest, byte[]> artifacts = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** Stores a document as a step does. */
    public ArtifactRef put(Object document) {
        byte[] bytes = Documents.write(document);
        Digest digest = Digest.of(bytes);
        artifacts.put(digest, bytes);
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, bytes.length);
    }

    /** From now on it answers, or does not. */
    public void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        if (away) {
            throw new Unavailable("the artifact store does not answer", new IOException("connection refused"));
        }
        byte[] bytes = artifacts.get(artifact.digest());
        if (bytes == null) {
            throw new Refused("%s is not in the artifact store".formatted(artifact.uri()));
        }
        return bytes;
    }
}
