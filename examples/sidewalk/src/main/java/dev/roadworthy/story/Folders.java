package dev.roadworthy.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders of the machine that the story runs on. */
final class Folders {

    private Folders() {}

    /** The files in a folder, by name. */
    static List<Path> files(Path folder) throws IOException {
        return children(folder, Files::isRegularFile);
    }

    /** The folders in a folder, by name. */
    static List<Path> folders(Path folder) throws IOException {
        return children(folder, Files::isDirectory);
    }

    /** Makes a folder that is empty; what was in it is gone. */
    static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** Copies a file; makes the folders above the target. */
    static void copy(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    private static List<Path> children(Path folder, Predicate<Path> which) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(which).sorted().toList();
        }
    }
}
