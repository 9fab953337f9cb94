package dev.roadworthy.git.repository;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.manifest.Tree;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** The newest commit of a branch, downloaded. */
public final class Checkout implements AutoCloseable {

    private final RemoteRepository remote;
    private final Repository local;
    private final String branch;
    private final RevCommit base;
    private final Optional<Tip> other;

    /**
     * What was downloaded.
     *
     * @param branch in full, as is {@code other}
     */
    Checkout(RemoteRepository remote, Repository local, String branch, Optional<String> other) {
        this.remote = remote;
        this.local = local;
        this.branch = Repository.shortenRefName(branch);
        this.base = newest(branch);
        this.other = other.map(this::tip);
    }

    /**
     * A file that is written anew, in a commit upon the branch's newest.
     *
     * @param path of a file that is there
     * @param message of the commit, the whole
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Change(String path, byte[] content, String message, Author author, Instant at) {}

    /** The branch that was downloaded, without {@code refs/heads/}. */
    public String branch() {
        return branch;
    }

    /** The other branch that was looked for; empty where there is none. */
    public Optional<Tip> other() {
        return other;
    }

    /**
     * The branch's files.
     *
     * @param folder without a slash at either end; empty for all
     */
    public Tree tree(String folder) {
        return new CommitTree(local, base.getTree(), folder);
    }

    /**
     * Commits a change and pushes it to a branch of its own.
     *
     * @param branch without {@code refs/heads/}
     * @param expected the commit that the branch is at and that is replaced; empty where there is no such branch
     * @return the commit; empty where the branch is no more as expected, and nothing happened
     * @throws Refused where the host does not let us push
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    public Optional<String> push(String branch, Optional<String> expected, Change change) throws Refused, Unavailable {
        try {
            ObjectId commit = commit(change);
            RemoteRefUpdate update = new RemoteRefUpdate(
                    local,
                    commit.name(),
                    commit,
                    Constants.R_HEADS + branch,
                    true,
                    null,
                    expected.map(ObjectId::fromString).orElse(ObjectId.zeroId()));
            return remote.push(local, update) ? Optional.of(commit.name()) : Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("a commit can't be written to a temporary directory: " + e, e);
        }
    }

    private ObjectId commit(Change change) throws IOException {
        try (ObjectInserter inserter = local.newObjectInserter()) {
            PersonIdent author =
                    new PersonIdent(change.author().name(), change.author().email(), change.at(), ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(inserter, change));
            commit.setParentId(base);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage(change.message());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private ObjectId tree(ObjectInserter inserter, Change change) throws IOException {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, change.content());
        DirCache files = DirCache.newInCore();
        DirCacheBuilder all = files.builder();
        try (var reader = local.newObjectReader()) {
            all.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, base.getTree());
        }
        all.finish();
        DirCacheEditor editor = files.editor();
        editor.add(new DirCacheEditor.PathEdit(change.path()) {
            @Override
            public void apply(DirCacheEntry file) {
                file.setObjectId(blob); // and keeps its mode
            }
        });
        editor.finish();
        return files.writeTree(inserter);
    }

    private Tip tip(String ref) {
        RevCommit commit = newest(ref);
        PersonIdent committer = commit.getCommitterIdent();
        return new Tip(
                Repository.shortenRefName(ref),
                commit.name(),
                committer.getEmailAddress(),
                commit.getFullMessage(),
                committer.getWhenAsInstant());
    }

    private RevCommit newest(String ref) {
        try (RevWalk walk = new RevWalk(local)) {
            return walk.parseCommit(local.resolve(ref));
        } catch (IOException e) {
            throw new UncheckedIOException("a commit that was just downloaded can't be read", e);
        }
    }

    @Override
    public void close() {
        remove(local);
    }

    static void remove(Repository local) {
        Path directory = local.getDirectory().toPath();
        local.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary repository can't be removed", e);
        }
    }
}
