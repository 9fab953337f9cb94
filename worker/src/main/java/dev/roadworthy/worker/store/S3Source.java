package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Recordings in a bucket. */
public final class S3Source implements Source {

    private final S3Client s3;
    private final Location.Bucket root;
    private final Side side;

    /** Takes the client over: it is closed with the source. */
    public S3Source(S3Client s3, Location.Bucket root) {
        this(s3, root, Side.SOURCE);
    }

    S3Source(S3Client s3, Location.Bucket root, Side side) {
        this.s3 = s3;
        this.root = root;
        this.side = side;
    }

    @Override
    public String uri(String path) {
        return root.uri(path);
    }

    @Override
    public <E extends Exception> void list(Visitor<E> visitor) throws StepException, E {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(root.bucket())
                .prefix(root.prefix())
                .build();
        ListObjectsV2Response page;
        do {
            page = page(request);
            for (S3Object object : page.contents()) {
                // A key that ends with a slash is a console's picture of a folder.
                if (!object.key().endsWith("/")) {
                    visitor.visit(new StoredObject(
                            object.key().substring(root.prefix().length()), object.size()));
                }
            }
            request = request.toBuilder()
                    .continuationToken(page.nextContinuationToken())
                    .build();
        } while (Boolean.TRUE.equals(page.isTruncated()));
    }

    private ListObjectsV2Response page(ListObjectsV2Request request) throws StepException {
        try {
            return s3.listObjectsV2(request);
        } catch (SdkException e) {
            throw side.failed(uri(""), e);
        }
    }

    @Override
    public byte[] read(String path) throws StepException {
        return get(path, ResponseTransformer.toBytes()).asByteArrayUnsafe();
    }

    @Override
    public void fetch(String path, Path file) throws StepException {
        get(path, ResponseTransformer.toFile(file));
    }

    private <T> T get(String path, ResponseTransformer<GetObjectResponse, T> to) throws StepException {
        try {
            return s3.getObject(
                    GetObjectRequest.builder()
                            .bucket(root.bucket())
                            .key(root.key(path))
                            .build(),
                    to);
        } catch (NoSuchKeyException e) {
            throw side.gone(uri(path), e);
        } catch (SdkException e) {
            throw side.failed(uri(path), e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
