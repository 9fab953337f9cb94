package dev.roadworthy.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The manifests in Git: a bare repository, as a Git host has it, and somebody's clone of it. What is applied is what has been
 * pushed.
 */
final class GitOps {

    private final Path clone;

    private GitOps(Path clone) {
        this.clone = clone;
    }

    /**
     * Starts a repository with manifests.
     *
     * @param manifests a folder with them, or one
     * @param folder receives {@code manifests.git} and the clone {@code manifests}; must not have them
     */
    static GitOps start(Path manifests, Path folder) throws IOException, InterruptedException {
        Path bare = folder.resolve("manifests.git");
        Path clone = folder.resolve("manifests");
        Shell.run(List.of("git", "init", "--quiet", "--bare", "--initial-branch=main", bare.toString()));
        Shell.run(List.of("git", "clone", "--quiet", bare.toString(), clone.toString()));
        for (Path manifest : Files.isDirectory(manifests) ? Folders.files(manifests) : List.of(manifests)) {
            if (manifest.toString().endsWith(".yaml")) {
                Files.copy(manifest, clone.resolve(manifest.getFileName()));
            }
        }
        GitOps git = new GitOps(clone);
        git.commit("Declare the line");
        return git;
    }

    /** A manifest as it is in the clone. */
    Path manifest(String name) {
        return clone.resolve(name);
    }

    /** The folder of all of them. */
    Path manifests() {
        return clone;
    }

    /**
     * Changes a manifest, commits and pushes.
     *
     * @return the commit
     */
    String change(String name, String message, UnaryOperator<String> edit) throws IOException, InterruptedException {
        Path manifest = manifest(name);
        Files.writeString(manifest, edit.apply(Files.readString(manifest)));
        return commit(message);
    }

    private String commit(String message) throws IOException, InterruptedException {
        git("add", "--all");
        git(
                "-c",
                "user.name=Perception team",
                "-c",
                "user.email=perception@example.org",
                "commit",
                "--quiet",
                "--message",
                message);
        git("push", "--quiet", "origin", "HEAD:main");
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(command);
    }
}
