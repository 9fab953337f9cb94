package dev.roadworthy.operator;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Small objects in S3, below a root. An object is written once and never changed; what only waits there is deleted. */
final class S3Documents {

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String root;
    private final String bucket;
    private final String prefix;

    /**
     * Works below a root.
     *
     * @param root {@code s3://bucket/prefix}, without a slash at its end
     */
    S3Documents(S3Client s3, String root) {
        this.s3 = s3;
        this.root = root;
        URI uri = URI.create(root);
        this.bucket = uri.getHost();
        this.prefix = uri.getPath().isEmpty() ? "" : uri.getPath().substring(1) + "/";
    }

    /** Where a key lies. */
    String uri(String key) {
        return root + "/" + key;
    }

    /**
     * The bytes of an object, or empty where there is none.
     *
     * @throws Refused where it is larger than {@link ArtifactStore#MAX_BYTES}
     */
    Optional<byte[]> read(String key) throws Refused, Unavailable {
        try (ResponseInputStream<GetObjectResponse> in =
                s3.getObject(request -> request.bucket(bucket).key(prefix + key))) {
            byte[] bytes = in.readNBytes((int) ArtifactStore.MAX_BYTES + 1);
            if (bytes.length > ArtifactStore.MAX_BYTES) {
                in.abort();
                throw new Refused(
                        "%s is larger than a document may be (%d bytes)".formatted(uri(key), ArtifactStore.MAX_BYTES));
            }
            return Optional.of(bytes);
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            throw unavailable(key, "read", "s3:GetObject", e);
        } catch (SdkException | IOException e) {
            throw unanswered(key, "read", e);
        }
    }

    /**
     * Writes an object where there is none.
     *
     * @return whether it was written; else another one is there, or is being written
     */
    boolean create(String key, byte[] content) throws Unavailable {
        try {
            s3.putObject(
                    request -> request.bucket(bucket)
                            .key(prefix + key)
                            .ifNoneMatch("*")
                            .checksumSHA256(Base64.getEncoder()
                                    .encodeToString(Digest.sha256().digest(content))),
                    RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw unavailable(key, "written", "s3:PutObject", e);
        } catch (SdkException e) {
            throw unanswered(key, "written", e);
        }
    }

    /** The last parts of the keys below this one, which ends with a slash, in their order. */
    List<String> names(String folder) throws Unavailable {
        return names(folder, Long.MAX_VALUE);
    }

    /** The first of these names. */
    List<String> names(String folder, long atMost) throws Unavailable {
        String below = prefix + folder;
        try {
            // Pages are asked for as they are read.
            return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(below)).contents().stream()
                    .limit(atMost)
                    .map(S3Object::key)
                    .map(key -> key.substring(below.length()))
                    .toList();
        } catch (S3Exception e) {
            throw unavailable(folder, "listed", "s3:ListBucket", e);
        } catch (SdkException e) {
            throw unanswered(folder, "listed", e);
        }
    }

    /** Deletes an object; where there is none, that is well. */
    void delete(String key) throws Unavailable {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (S3Exception e) {
            throw unavailable(key, "deleted", "s3:DeleteObject", e);
        } catch (SdkException e) {
            throw unanswered(key, "deleted", e);
        }
    }

    private Unavailable unavailable(String key, String what, String right, S3Exception e) {
        String cause = e.statusCode() == FORBIDDEN
                ? "the operator's identity lacks the right; grant it " + right
                : "the store answered %d".formatted(e.statusCode());
        return new Unavailable("%s cannot be %s: %s".formatted(uri(key), what, cause), e);
    }

    private Unavailable unanswered(String key, String what, Exception e) {
        return new Unavailable("%s cannot be %s: the artifact store does not answer".formatted(uri(key), what), e);
    }
}
