package dev.roadworthy.worker.store;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.worker.step.StepException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where artifacts lie under their digests. Writing what is there already is a success without effect, so a step that
 * is run again, or twice at once, stores the same.
 */
public interface ArtifactStore extends AutoCloseable {

    /** Stores these bytes. */
    ArtifactRef put(byte[] content) throws StepException;

    /**
     * Stores a file.
     *
     * @throws IOException where the file cannot be read
     */
    ArtifactRef put(Path file) throws StepException, IOException;

    /**
     * The bytes of an artifact, to be verified by whoever reads them. Found by its digest: where it was stored, by the
     * document that names it, does not decide what this process reads.
     */
    InputStream open(ArtifactRef ref) throws StepException;

    /**
     * Copies an artifact to a file, verified while it streams.
     *
     * @throws IOException where the file cannot be written
     */
    default void fetch(ArtifactRef ref, Path file) throws StepException, IOException {
        try (InputStream in = open(ref);
                OutputStream out = Files.newOutputStream(file)) {
            new VerifiedCopy(ref).copy(in, out);
        }
    }

    /** The bytes of a document, verified. Meant for what fits in memory many times. */
    default byte[] read(ArtifactRef ref) throws StepException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = open(ref)) {
            new VerifiedCopy(ref).copy(in, out);
        }
        return out.toByteArray();
    }

    @Override
    void close();
}
