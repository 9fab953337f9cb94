package dev.roadworthy.bundle.verify;

import dev.roadworthy.bundle.BundlePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that disappears again unless it is kept. */
final class StagingDirectory implements AutoCloseable {

    private final Path root;
    private boolean kept;

    private StagingDirectory(Path root) {
        this.root = root;
    }

    /** Makes it; whatever stands there already belongs to somebody else, and is an error. */
    static StagingDirectory create(Path root) throws IOException {
        return new StagingDirectory(Files.createDirectory(root));
    }

    OutputStream create(BundlePath name) throws IOException {
        Path file = path(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.newOutputStream(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    Path path(BundlePath name) {
        return root.resolve(name.value());
    }

    Path modelDirectory() {
        return root.resolve("model");
    }

    Path keep() {
        kept = true;
        return root;
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(root)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
