package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts and signs in memory, as the port promises: the same claimant gets the same documents. It can be away. */
public final class FakeReleaseSigner implements ReleaseSigner {

    private final Map<Digest, Signed> signed = new LinkedHashMap<>();
    private boolean away;
    private @Nullable String refusal;

    /** From now on it answers, or does not. */
    public synchronized void setAway(boolean away) {
        this.away = away;
    }

    /** From now on it refuses with this sentence; null for no more. */
    public synchronized void refuse(@Nullable String why) {
        this.refusal = why;
    }

    /** How many releases there are. */
    public synchronized int releases() {
        return signed.size();
    }

    @Override
    public synchronized Signed sign(Order order) throws Refused, Unavailable {
        if (away) {
            throw new Unavailable("the key service does not answer");
        }
        if (refusal != null) {
            throw new Refused(refusal);
        }
        return signed.computeIfAbsent(order.claimant(), claimant -> {
            Digest payload = Documents.digest(Map.of("claimant", claimant, "version", order.version()));
            return new Signed(signed.size() + 1L, ref("release"), payload, ref("model.sig"), "PEM", "key-1");
        });
    }

    private static ArtifactRef ref(String name) {
        Digest digest = Documents.digest(Map.of("name", name));
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, 7);
    }
}
