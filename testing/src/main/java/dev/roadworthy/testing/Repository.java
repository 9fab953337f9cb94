package dev.roadworthy.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The checkout that a test runs in. */
public final class Repository {

    private Repository() {}

    /**
     * A file or folder of it.
     *
     * @param path from its root
     * @throws IllegalStateException where this process does not run inside a checkout
     */
    public static Path path(String path) {
        for (@Nullable Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.exists(dir.resolve("sandbox/cluster"))) {
                return dir.resolve(path);
            }
        }
        throw new IllegalStateException(
                "no sandbox/cluster above " + Path.of("").toAbsolutePath());
    }
}
