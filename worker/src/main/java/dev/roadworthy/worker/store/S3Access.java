package dev.roadworthy.worker.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keys to an S3 store, as a mounted Secret holds them: a file a field, named like it.
 *
 * @param region null for {@code us-east-1}, which stores other than AWS's take for any
 * @param endpoint null for AWS's own
 */
public record S3Access(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable String region,
        @Nullable String endpoint) {

    /**
     * Reads the files of a directory; a line end after a value does not belong to it.
     *
     * @throws IOException where {@code accessKeyId} or {@code secretAccessKey} is missing or unreadable
     */
    public static S3Access read(Path directory) throws IOException {
        return new S3Access(
                Files.readString(directory.resolve("accessKeyId")).strip(),
                Files.readString(directory.resolve("secretAccessKey")).strip(),
                optional(directory, "sessionToken"),
                optional(directory, "region"),
                optional(directory, "endpoint"));
    }

    private static @Nullable String optional(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return null;
        }
        String value = Files.readString(file).strip();
        return value.isEmpty() ? null : value;
    }

    /** Without the secrets: records end up in logs. */
    @Override
    public String toString() {
        return "S3Access[accessKeyId=%s, region=%s, endpoint=%s]".formatted(accessKeyId, region, endpoint);
    }
}
