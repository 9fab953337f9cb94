package dev.roadworthy.operator;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counters of the releases of a line, kept in the artifact store: {@code lines/<line>/<counter>} holds the digest of who
 * claimed it, and is written once. So a counter is never given twice, and outlives every object of the cluster.
 */
final class ReleaseCounters {

    // Wide enough for every counter, so that keys sort as numbers do.
    private static final String KEY = "lines/%s/%010d";
    // A claim that a crash cut off from its claimant is among the last ones, or its counter stays unused.
    private static final int LOOK_BACK = 100;

    private final S3Documents documents;

    ReleaseCounters(S3Documents documents) {
        this.documents = documents;
    }

    /** The counter of this claimant: the one that it has, else the next one. */
    long claim(String line, Digest claimant) throws Refused, Unavailable {
        byte[] mine = claimant.value().getBytes(StandardCharsets.UTF_8);
        List<String> claimed = documents.names("lines/%s/".formatted(line));
        for (String counter : claimed.reversed().stream().limit(LOOK_BACK).toList()) {
            if (isMine(line, Long.parseLong(counter), mine)) {
                return Long.parseLong(counter);
            }
        }
        long next = claimed.isEmpty() ? 1 : Long.parseLong(claimed.getLast()) + 1;
        // Two operators may be at work for the moment that a lease changes hands; then the second takes the next one.
        while (!documents.create(KEY.formatted(line, next), mine) && !isMine(line, next, mine)) {
            next++;
        }
        return next;
    }

    private boolean isMine(String line, long counter, byte[] mine) throws Refused, Unavailable {
        Optional<byte[]> holder = documents.read(KEY.formatted(line, counter));
        return holder.isPresent() && Arrays.equals(holder.get(), mine);
    }
}
