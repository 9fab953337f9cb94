package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.IndexRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which split a ride belongs to: a hash of seed and ride, so that a ride never moves when others come.
 *
 * @param split the seed, and the percent of the hash's range that each split takes
 */
record Splits(IndexRequest.Split split) {

    static final String TRAIN = "train";
    static final String VALIDATION = "validation";
    static final String TEST = "test";

    /** In the order of documents. */
    static final List<String> NAMES = List.of(TRAIN, VALIDATION, TEST);

    private static final long RANGE = 10_000;

    /**
     * The split of a ride: the first 8 bytes of SHA-256({@code roadworthy-split/1|<seed>|<ride>}), big-endian and
     * unsigned, modulo 10,000, against the cumulative percents in hundredths.
     */
    String of(String ride) {
        byte[] hash = Digest.sha256()
                .digest("roadworthy-split/1|%d|%s".formatted(split.seed(), ride).getBytes(StandardCharsets.UTF_8));
        long place = Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), RANGE);
        if (place < split.train() * 100L) {
            return TRAIN;
        }
        return place < (split.train() + split.validation()) * 100L ? VALIDATION : TEST;
    }
}
