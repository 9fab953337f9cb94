package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A task folder in a bucket. */
public final class S3TaskFolder implements TaskFolder {

    private final S3Client s3;
    private final Location.Bucket root;

    /** Takes the client over: it is closed with the folder. */
    public S3TaskFolder(S3Client s3, Location.Bucket root) {
        this.s3 = s3;
        this.root = root;
    }

    @Override
    public String uri(String path) {
        return root.uri(path);
    }

    @Override
    public void put(String path, byte[] content) throws StepException {
        put(path, RequestBody.fromBytes(content));
    }

    @Override
    public void put(String path, Path file) throws StepException {
        put(path, RequestBody.fromFile(file));
    }

    private void put(String path, RequestBody body) throws StepException {
        try {
            s3.putObject(request -> request.bucket(root.bucket()).key(root.key(path)), body);
        } catch (SdkException e) {
            throw Side.TASKS.failed(uri(path), e);
        }
    }

    // Neither source is closed: they hold nothing but the client.
    @Override
    public <E extends Exception> void list(String folder, Source.Visitor<E> visitor) throws StepException, E {
        new S3Source(s3, new Location.Bucket(root.bucket(), root.key(folder)), Side.TASKS)
                .list(object -> visitor.visit(new StoredObject(folder + object.path(), object.bytes())));
    }

    @Override
    public byte[] read(String path) throws StepException {
        return new S3Source(s3, root, Side.TASKS).read(path);
    }

    @Override
    public void close() {
        s3.close();
    }
}
