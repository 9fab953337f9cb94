package dev.roadworthy.git.webhook;

import dev.roadworthy.contract.Digest;
import java.util.LinkedHashSet;

/** The last digests, of which it knows a repetition. For any thread. */
final class RecentDigests {

    /** What is kept: some hundred bytes each. */
    static final int KEPT = 1000;

    private final LinkedHashSet<Digest> digests = new LinkedHashSet<>();

    /** Keeps one; false where it is there already, which makes it no younger. */
    synchronized boolean add(Digest digest) {
        if (!digests.add(digest)) {
            return false;
        }
        if (digests.size() > KEPT) {
            digests.removeFirst();
        }
        return true;
    }
}
