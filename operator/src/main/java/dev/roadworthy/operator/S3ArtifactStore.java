package dev.roadworthy.operator;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads artifacts from S3. Believes nothing but the digest. */
public final class S3ArtifactStore implements ArtifactStore {

    private static final int FORBIDDEN = 403;

    private final S3Client s3;
    private final String root;

    /**
     * Reads below a root.
     *
     * @param root {@code s3://bucket/prefix}, without a slash at its end
     */
    public S3ArtifactStore(S3Client s3, String root) {
        this.s3 = s3;
        this.root = root;
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        if (artifact.bytes() > MAX_BYTES) {
            throw new Refused("%s has %d bytes; a document has %d at most"
                    .formatted(artifact.uri(), artifact.bytes(), MAX_BYTES));
        }
        // A pod may say where it wrote, but not where the operator reads: the place follows from the digest.
        String uri = root + "/" + ArtifactRef.key(artifact.digest());
        if (!uri.equals(artifact.uri())) {
            throw new Refused("%s lies outside the artifact store; %s was expected".formatted(artifact.uri(), uri));
        }
        byte[] bytes = get(URI.create(uri));
        if (!Digest.of(bytes).equals(artifact.digest())) {
            throw new Refused("%s does not hold the bytes of its digest; it was changed or cut off".formatted(uri));
        }
        return bytes;
    }

    private byte[] get(URI uri) throws Refused, Unavailable {
        try (ResponseInputStream<GetObjectResponse> in = s3.getObject(
                request -> request.bucket(uri.getHost()).key(uri.getPath().substring(1)))) {
            byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                in.abort();
                throw new Refused("%s is larger than a document may be (%d bytes)".formatted(uri, MAX_BYTES));
            }
            return bytes;
        } catch (NoSuchKeyException e) {
            throw new Refused("%s is not in the artifact store; change spec to make it again".formatted(uri));
        } catch (S3Exception e) {
            String cause = e.statusCode() == FORBIDDEN
                    ? "the operator's identity may not read it; grant it s3:GetObject"
                    : "the store answered %d".formatted(e.statusCode());
            throw new Unavailable("%s cannot be read: %s".formatted(uri, cause), e);
        } catch (SdkException | IOException e) {
            throw new Unavailable("%s cannot be read: the artifact store does not answer".formatted(uri), e);
        }
    }
}
