package dev.roadworthy.worker.store;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
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

    @Override
    void close();
}
