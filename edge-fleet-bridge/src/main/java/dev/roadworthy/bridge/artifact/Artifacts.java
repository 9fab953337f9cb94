package dev.roadworthy.bridge.artifact;

import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.InputStream;

/** A store of artifacts under their digests. */
public interface Artifacts {

    /**
     * Opens a part of an artifact. Whoever takes all of it checks the digest.
     *
     * @param from offset of the first byte
     * @param length bytes, at least 1; the artifact has them
     * @throws java.nio.file.NoSuchFileException where there is no such artifact
     */
    InputStream open(Digest digest, long from, long length) throws IOException;
}
