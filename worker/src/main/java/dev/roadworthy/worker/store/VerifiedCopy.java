package dev.roadworthy.worker.store;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Copies an artifact out of the store, and fails where its bytes are not those that its name says. */
record VerifiedCopy(ArtifactRef ref) {

    private static final int PIECE = 64 * 1024;

    /**
     * Copies to the end of the stream, or until it has more bytes than the artifact.
     *
     * @throws IOException where {@code out} cannot be written
     */
    void copy(InputStream in, OutputStream out) throws StepException, IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int n = next(in, piece); n >= 0 && bytes <= ref.bytes(); n = next(in, piece)) {
            bytes += n;
            sha256.update(piece, 0, n);
            out.write(piece, 0, n);
        }
        Digest found = Digest.ofHash(sha256.digest());
        if (bytes != ref.bytes() || !found.equals(ref.digest())) {
            throw StepException.unavailable(
                    Outage.StoreCorrupt,
                    "%s has not the content of its name: delete that object, run the step that made it again, and let only Roadworthy write there"
                            .formatted(ref.uri()),
                    null);
        }
    }

    private int next(InputStream in, byte[] piece) throws StepException {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw Side.STORE.unanswered(ref.uri(), e.toString(), e);
        }
    }
}
