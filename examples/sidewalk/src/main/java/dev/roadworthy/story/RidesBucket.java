package dev.roadworthy.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The trial's object store, reached from outside the cluster by a port-forward, as the recorder of rides would fill it. */
final class RidesBucket implements AutoCloseable {

    private static final String SERVICE = "roadworthy-object-store";
    private static final int PORT = 9000;
    private static final int UPLOADS_AT_ONCE = 8;

    private final PortForward forward;
    private final S3Client s3;

    private RidesBucket(PortForward forward, S3Client s3) {
        this.forward = forward;
        this.s3 = s3;
    }

    static RidesBucket open(KubernetesClient client, String namespace) throws IOException {
        PortForward forward = PortForward.open(namespace, SERVICE, PORT);
        S3Client s3 = S3Client.builder()
                .endpointOverride(forward.address())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        Secrets.text(client, namespace, SERVICE, "ROOT_ACCESS_KEY"),
                        Secrets.text(client, namespace, SERVICE, "ROOT_SECRET_KEY"))))
                .build();
        return new RidesBucket(forward, s3);
    }

    /**
     * Makes the objects below a prefix those of a folder.
     *
     * @return how many they are
     */
    int mirror(Path folder, URI prefix) throws IOException {
        String bucket = prefix.getHost();
        String root = prefix.getPath().substring(1);
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // That is what we want.
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<String> keys = files.stream()
                .map(file -> root + folder.relativize(file).toString().replace('\\', '/'))
                .toList();
        remove(prefix, key -> !keys.contains(key));
        try (ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE)) {
            List<Future<?>> running = Stream.iterate(0, i -> i < files.size(), i -> i + 1)
                    .<Future<?>>map(i -> uploads.submit(() -> s3.putObject(
                            request -> request.bucket(bucket).key(keys.get(i)), RequestBody.fromFile(files.get(i)))))
                    .toList();
            for (Future<?> upload : running) {
                upload.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("uploading %s to %s".formatted(folder, prefix), e);
        }
        return files.size();
    }

    /** Removes what lies below a prefix. */
    void empty(URI prefix) {
        remove(prefix, key -> true);
    }

    private void remove(URI prefix, Predicate<String> which) {
        String bucket = prefix.getHost();
        s3
                .listObjectsV2Paginator(request ->
                        request.bucket(bucket).prefix(prefix.getPath().substring(1)))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(which)
                .toList()
                .forEach(
                        key -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    /** For whoever works in the store by hand; closed with this. */
    S3Client s3() {
        return s3;
    }

    @Override
    public void close() {
        s3.close();
        forward.close();
    }
}
