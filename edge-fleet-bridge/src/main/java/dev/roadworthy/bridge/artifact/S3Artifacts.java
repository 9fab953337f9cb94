package dev.roadworthy.bridge.artifact;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Artifacts in a bucket. */
public final class S3Artifacts implements Artifacts {

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /**
     * Reads from a bucket.
     *
     * @param prefix of the keys: empty, or ending with a slash
     */
    public S3Artifacts(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public InputStream open(Digest digest, long from, long length) throws IOException {
        String key = prefix + ArtifactRef.key(digest);
        try {
            return s3.getObject(
                    request -> request.bucket(bucket).key(key).range("bytes=%d-%d".formatted(from, from + length - 1)));
        } catch (NoSuchKeyException e) {
            NoSuchFileException missing = new NoSuchFileException("s3://%s/%s".formatted(bucket, key));
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw new IOException("cannot read s3://%s/%s: %s".formatted(bucket, key, e.getMessage()), e);
        }
    }
}
