package dev.roadworthy.git.host;

import dev.roadworthy.git.host.JsonApi.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a host may say are the same as before, by their ETag (RFC 9110, 8.8.3). Such an answer counts against no
 * limit at GitHub. The least recently used are forgotten.
 */
final class Unchanged {

    /** Bytes of an answer; a list of long texts is not kept. */
    static final int LARGEST = 64 * 1024;

    private static final int MOST = 512;

    private final Map<String, Known> byPath = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** An answer, and what the host calls it. */
    record Known(String tag, Answer answer) {}

    synchronized Optional<Known> of(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Keeps an answer, where it has a tag and is not too large. */
    synchronized void keep(String path, @Nullable String tag, int bytes, Answer answer) {
        if (tag == null || bytes > LARGEST) {
            byPath.remove(path);
        } else {
            byPath.put(path, new Known(tag, answer));
        }
    }
}
