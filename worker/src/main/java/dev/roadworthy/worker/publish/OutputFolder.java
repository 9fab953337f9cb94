package dev.roadworthy.worker.publish;

import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks what a trainer left. What cannot be named by a path and its bytes alone is refused. */
final class OutputFolder {

    private OutputFolder() {}

    /** The regular files by their paths, relative and with {@code /}, sorted. */
    static SortedMap<String, Path> files(Path root) throws StepException, IOException {
        Visit visit = new Visit(root);
        Files.walkFileTree(root, visit);
        if (visit.refusal != null) {
            throw StepException.rejected(PublishRejection.OutputInvalid, visit.refusal);
        }
        return visit.files;
    }

    private static final class Visit extends SimpleFileVisitor<Path> {

        private final Path root;
        private final SortedMap<String, Path> files = new TreeMap<>();
        // Entries of each directory that is being walked, the innermost first.
        private final Deque<int[]> entries = new ArrayDeque<>();
        private @Nullable String refusal;

        Visit(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            countEntry();
            entries.push(new int[1]);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            countEntry();
            if (!attributes.isRegularFile()) {
                return refuse(file, attributes.isSymbolicLink() ? "a link" : "no regular file");
            }
            files.put(name(file), file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            boolean empty = entries.pop()[0] == 0;
            return empty && !directory.equals(root)
                    ? refuse(directory, "an empty directory")
                    : FileVisitResult.CONTINUE;
        }

        private void countEntry() {
            int[] parent = entries.peek();
            if (parent != null) {
                parent[0]++;
            }
        }

        private String name(Path file) {
            return root.relativize(file).toString();
        }

        private FileVisitResult refuse(Path file, String what) {
            refusal = "'%s' of the trainer's output is %s; let the trainer leave regular files only"
                    .formatted(name(file), what);
            return FileVisitResult.TERMINATE;
        }
    }
}
