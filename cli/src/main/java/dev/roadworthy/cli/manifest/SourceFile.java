package dev.roadworthy.cli.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of manifests.
 *
 * @param path as people find it: of a repository from its root, with {@code /}
 */
public record SourceFile(String path, String text) {

    /** Whether a name is one of a file of manifests. */
    public static boolean isManifest(String name) {
        return Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
    }

    /** A file, whatever its name, or all files of manifests below a folder, in the order of their paths. */
    public static List<SourceFile> below(Path path) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : paths(path)) {
            files.add(new SourceFile(file.toString(), Files.readString(file)));
        }
        return files;
    }

    private static List<Path> paths(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isManifest(file.toString()))
                    .sorted()
                    .toList();
        }
    }
}
