package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Folders in memory, in which a test labels; they can be away. */
public final class FakeLabeling implements Labeling {

    private final Map<String, Progress> folders = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean away;

    /** Somebody has labelled so many. */
    public void label(String folder, int masks) {
        folders.put(folder, new Progress(masks, null));
    }

    /** Somebody writes {@code done}; each word is another writing. */
    public void handIn(String folder, int masks, String word) {
        folders.put(folder, new Progress(masks, Digest.of(word.getBytes(StandardCharsets.UTF_8))));
    }

    /** From now on it answers, or does not. */
    public void setAway(boolean away) {
        this.away = away;
    }

    /** How often it was looked at. */
    public int looks() {
        return looks.get();
    }

    @Override
    public Progress look(String folder) throws Unavailable {
        looks.incrementAndGet();
        if (away) {
            throw new Unavailable(
                    folder + " cannot be looked at: the store does not answer", new IOException("connection refused"));
        }
        return folders.getOrDefault(folder, new Progress(0, null));
    }
}
