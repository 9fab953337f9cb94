package dev.roadworthy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A working tree of its own, with the branch {@code main}. */
final class GitRepository implements AutoCloseable {

    private static final Path EXAMPLES = Path.of("..", "examples", "sidewalk");

    private final Path root;
    private final Git git;

    GitRepository(Path root) throws GitAPIException {
        this.root = root;
        this.git =
                Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
    }

    /** Copies the manifests of the example into a folder. */
    GitRepository examples(String folder) throws IOException {
        Files.createDirectories(root.resolve(folder));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, root.resolve(folder).resolve(file.getFileName().toString()));
            }
        }
        return this;
    }

    GitRepository write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Replaces a text that is there in a file. */
    GitRepository edit(String path, String before, String after) throws IOException {
        String text = Files.readString(root.resolve(path));
        if (!text.contains(before)) {
            throw new IllegalArgumentException("'%s' is not in %s".formatted(before, path));
        }
        return write(path, text.replace(before, after));
    }

    GitRepository remove(String path) throws IOException {
        Files.delete(root.resolve(path));
        return this;
    }

    GitRepository commit() throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        git.commit()
                .setMessage("a state")
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .setSign(false)
                .call();
        return this;
    }

    GitRepository branch(String name) throws GitAPIException {
        git.checkout().setCreateBranch(true).setName(name).call();
        return this;
    }

    GitRepository checkout(String name) throws GitAPIException {
        git.checkout().setName(name).call();
        return this;
    }

    Path path(String folder) {
        return root.resolve(folder);
    }

    @Override
    public void close() {
        git.close();
    }
}
