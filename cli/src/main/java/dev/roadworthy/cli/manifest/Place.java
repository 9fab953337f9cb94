package dev.roadworthy.cli.manifest;

/**
 * Where something stands.
 *
 * @param path of the file, from the root of the repository
 * @param line from 1
 */
public record Place(String path, int line) {

    @Override
    public String toString() {
        return "%s:%d".formatted(path, line);
    }
}
