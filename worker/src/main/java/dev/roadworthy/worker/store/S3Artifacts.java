package dev.roadworthy.worker.store;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Artifacts in a bucket. Every write is conditional ({@code If-None-Match: *}) and carries its SHA-256, so that a key
 * is written once and with the bytes that it names, whoever writes at the same time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class S3Artifacts implements ArtifactStore {

    /** What is larger goes up in parts of this size: S3 allows 10,000 of them, so artifacts of up to 640 GiB. */
    static final int PART_BYTES = 64 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(S3Artifacts.class);

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A conditional write of one key. */
    @FunctionalInterface
    interface Write {
        void attempt() throws IOException;
    }

    private final S3Client s3;
    private final Location.Bucket root;
    private final int partBytes;

    /** Takes the client over: it is closed with the store. */
    public S3Artifacts(S3Client s3, Location.Bucket root) {
        this(s3, root, PART_BYTES);
    }

    S3Artifacts(S3Client s3, Location.Bucket root, int partBytes) {
        this.s3 = s3;
        this.root = root;
        this.partBytes = partBytes;
    }

    @Override
    public ArtifactRef put(byte[] content) throws StepException {
        Digest digest = Digest.of(content);
        try {
            return once(ref(digest, content.length), () -> putWhole(digest, RequestBody.fromBytes(content)));
        } catch (IOException e) {
            throw new IllegalStateException("memory is always readable", e);
        }
    }

    @Override
    public ArtifactRef put(Path file) throws StepException, IOException {
        Digest digest;
        try (InputStream in = Files.newInputStream(file)) {
            digest = Digest.of(in);
        }
        ArtifactRef ref = ref(digest, Files.size(file));
        if (isThere(ref)) {
            return ref;
        }
        return once(
                ref,
                ref.bytes() > partBytes
                        ? new MultipartWrite(s3, root.bucket(), key(digest), file, partBytes)
                        : () -> putWhole(digest, RequestBody.fromFile(file)));
    }

    @Override
    public InputStream open(ArtifactRef ref) throws StepException {
        String uri = root.uri(ArtifactRef.key(ref.digest()));
        try {
            return s3.getObject(GetObjectRequest.builder()
                    .bucket(root.bucket())
                    .key(key(ref.digest()))
                    .build());
        } catch (NoSuchKeyException e) {
            throw Side.artifactMissing(uri, e);
        } catch (SdkException e) {
            throw Side.STORE.failed(uri, e);
        }
    }

    private ArtifactRef ref(Digest digest, long bytes) {
        return new ArtifactRef(root.uri(ArtifactRef.key(digest)), digest, bytes);
    }

    private String key(Digest digest) {
        return root.key(ArtifactRef.key(digest));
    }

    private void putWhole(Digest digest, RequestBody body) {
        s3.putObject(
                PutObjectRequest.builder()
                        .bucket(root.bucket())
                        .key(key(digest))
                        .ifNoneMatch("*")
                        .checksumSHA256(Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(digest.hex())))
                        .build(),
                body);
    }

    // 412: the key is there. 409: another write of it is under way; S3 asks to try again.
    private ArtifactRef once(ArtifactRef ref, Write write) throws StepException, IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                write.attempt();
                return ref;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED && isThere(ref)) {
                    return ref;
                }
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw Side.STORE.failed(ref.uri(), e);
                }
                LOG.info("conflict uri={} attempt={}", ref.uri(), attempt);
                pause(attempt);
            } catch (SdkException e) {
                // A store may refuse what it has before it has read it, and hang up on who still writes.
                if (isThere(ref)) {
                    return ref;
                }
                throw Side.STORE.failed(ref.uri(), e);
            }
        }
    }

    /** Whether the store has it, as far as it lets us know: without the right to list, what is missing is forbidden. */
    private boolean isThere(ArtifactRef ref) throws StepException {
        long found;
        try {
            found = s3.headObject(HeadObjectRequest.builder()
                            .bucket(root.bucket())
                            .key(key(ref.digest()))
                            .build())
                    .contentLength();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
                return false;
            }
            throw Side.STORE.failed(ref.uri(), e);
        } catch (SdkException e) {
            throw Side.STORE.failed(ref.uri(), e);
        }
        if (found != ref.bytes()) {
            throw StepException.unavailable(
                    Outage.StoreCorrupt,
                    "%s holds %d bytes, and the artifact of this name has %d; delete that object, and let only Roadworthy write there"
                            .formatted(ref.uri(), found, ref.bytes()),
                    null);
        }
        return true;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(1L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another write of the same artifact ends", e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
