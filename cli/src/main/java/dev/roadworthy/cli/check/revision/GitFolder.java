package dev.roadworthy.cli.check.revision;

import dev.roadworthy.cli.manifest.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** A folder, or a single file, in a Git working tree. Nothing is checked out, and nothing is written. */
public final class GitFolder implements AutoCloseable {

    /** Where a branch of a pull request comes from, by the custom of Git hosts. */
    private static final List<String> UPSTREAMS =
            List.of("refs/remotes/origin/HEAD", "origin/main", "origin/master", "main", "master");

    private static final int ABBREVIATED = 10;
    private static final String WORKING_TREE = "working tree";

    private final Repository repository;
    private final String folder;

    private GitFolder(Repository repository, String folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /**
     * Opens the repository that a path is in.
     *
     * @throws IllegalArgumentException where it is in none
     */
    public static GitFolder open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(
                    "%s is not there; give a folder of manifests in a Git working tree".formatted(path));
        }
        Path real = path.toRealPath();
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().readEnvironment().findGitDir(real.toFile());
        if (builder.getGitDir() == null) {
            throw new IllegalArgumentException(
                    "%s is in no Git working tree; check compares two revisions of one".formatted(path));
        }
        Repository repository = builder.build();
        Path root = repository.getWorkTree().toPath().toRealPath();
        return new GitFolder(repository, root.relativize(real).toString().replace('\\', '/'));
    }

    /** From the root of the repository; empty for all of it. */
    public String folder() {
        return folder;
    }

    /** The working tree without what Git ignores. */
    public Revision workingTree() throws IOException {
        return new Revision(WORKING_TREE, files(new FileTreeIterator(repository)));
    }

    /**
     * A commit.
     *
     * @throws IllegalArgumentException where there is no such one
     */
    public Revision commit(String name) throws IOException {
        return read(resolve(name));
    }

    /**
     * The last commit that two have in common: where the work on {@code to} began.
     *
     * @param from null for the branch of the remote that is its default
     * @param to null for the working tree, and so for its commit
     * @throws IllegalArgumentException where there is none
     */
    public Revision base(@Nullable String from, @Nullable String to) throws IOException {
        ObjectId start = from == null ? upstream() : resolve(from);
        ObjectId end = resolve(Objects.requireNonNullElse(to, "HEAD"));
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(start));
            walk.markStart(walk.parseCommit(end));
            RevCommit base = walk.next();
            if (base == null) {
                throw new IllegalArgumentException(
                        "%s and %s have no commit in common here; fetch the whole history (fetch-depth: 0), or name --from"
                                .formatted(
                                        Objects.requireNonNullElse(from, "the upstream branch"),
                                        Objects.requireNonNullElse(to, "HEAD")));
            }
            return read(base);
        }
    }

    private ObjectId upstream() throws IOException {
        for (String name : UPSTREAMS) {
            ObjectId found = repository.resolve(name + "^{commit}");
            if (found != null) {
                return found;
            }
        }
        throw new IllegalArgumentException("no branch to compare with is known (looked for %s); name one by --from"
                .formatted(String.join(", ", UPSTREAMS)));
    }

    private ObjectId resolve(String name) throws IOException {
        try {
            ObjectId found = repository.resolve(name + "^{commit}");
            if (found != null) {
                return found;
            }
        } catch (RevisionSyntaxException e) {
            throw new IllegalArgumentException("'%s' is no revision: %s".formatted(name, e.getMessage()), e);
        }
        throw new IllegalArgumentException(
                "there is no commit '%s' here; fetch it, or name another one".formatted(name));
    }

    private Revision read(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            CanonicalTreeParser tree = new CanonicalTreeParser(
                    null, walk.getObjectReader(), walk.parseCommit(commit).getTree());
            return new Revision(commit.abbreviate(ABBREVIATED).name(), files(tree));
        }
    }

    private List<SourceFile> files(AbstractTreeIterator tree) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            while (walk.next()) {
                boolean working = tree instanceof WorkingTreeIterator;
                if (working && walk.getTree(0, WorkingTreeIterator.class).isEntryIgnored()) {
                    continue;
                }
                if (walk.isSubtree()) {
                    walk.enterSubtree();
                } else if (isManifest(walk)) {
                    files.add(new SourceFile(walk.getPathString(), text(walk, working)));
                }
            }
        }
        return files.stream().sorted(Comparator.comparing(SourceFile::path)).toList();
    }

    private static boolean isManifest(TreeWalk walk) {
        FileMode mode = walk.getFileMode(0);
        boolean regular = FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        return regular && SourceFile.isManifest(walk.getPathString());
    }

    private String text(TreeWalk walk, boolean working) throws IOException {
        if (!working) {
            return new String(repository.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        }
        return Files.readString(repository.getWorkTree().toPath().resolve(walk.getPathString()));
    }

    @Override
    public void close() {
        repository.close();
    }
}
