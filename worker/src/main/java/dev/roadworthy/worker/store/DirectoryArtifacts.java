package dev.roadworthy.worker.store;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.StepException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Artifacts in a directory of this machine. */
public final class DirectoryArtifacts implements ArtifactStore {

    private final Location.Directory root;

    public DirectoryArtifacts(Location.Directory root) {
        this.root = root;
    }

    @Override
    public ArtifactRef put(byte[] content) throws StepException {
        return write(Digest.of(content), content.length, new ByteArrayInputStream(content));
    }

    @Override
    public ArtifactRef put(Path file) throws StepException, IOException {
        Digest digest;
        try (InputStream in = Files.newInputStream(file)) {
            digest = Digest.of(in);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return write(digest, Files.size(file), in);
        }
    }

    private ArtifactRef write(Digest digest, long bytes, InputStream content) throws StepException {
        String key = ArtifactRef.key(digest);
        Path target = root.path().resolve(key);
        try {
            Files.createDirectories(target.getParent());
            if (!Files.exists(target) || Files.size(target) != bytes) {
                Path draft = Files.createTempFile(target.getParent(), ".draft-", "");
                Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw Side.STORE.unanswered(root.uri(key), e.toString(), e);
        }
        return new ArtifactRef(root.uri(key), digest, bytes);
    }

    @Override
    public InputStream open(ArtifactRef ref) throws StepException {
        String key = ArtifactRef.key(ref.digest());
        try {
            return Files.newInputStream(root.path().resolve(key));
        } catch (NoSuchFileException e) {
            throw Side.artifactMissing(root.uri(key), e);
        } catch (IOException e) {
            throw Side.STORE.unanswered(root.uri(key), e.toString(), e);
        }
    }

    @Override
    public void close() {}
}
