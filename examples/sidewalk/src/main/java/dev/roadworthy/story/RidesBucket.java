package dev.roadworthy.story;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern LOCAL_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final int UPLOADS_AT_ONCE = 8;

    private final Process forward;
    private final S3Client s3;

    private RidesBucket(Process forward, S3Client s3) {
        this.forward = forward;
        this.s3 = s3;
    }

    static RidesBucket open(KubernetesClient client, String namespace) throws IOException {
        Process forward = Kubectl.start("port-forward", "--namespace", namespace, "service/" + SERVICE, ":" + PORT);
        // kubectl says: Forwarding from 127.0.0.1:43210 -> 9000
        BufferedReader words = forward.inputReader();
        String said = Objects.requireNonNullElse(words.readLine(), "nothing");
        Matcher port = LOCAL_PORT.matcher(said);
        StoryException.unless(port.find(), "a port-forward to " + SERVICE, said);
        // It says a line for each connection, and would stand still if nobody read them.
        Thread.ofVirtual().start(() -> words.lines().forEach(line -> {}));
        Secret secret =
                client.secrets().inNamespace(namespace).withName(SERVICE).get();
        S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port.group(1)))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(text(secret, "ROOT_ACCESS_KEY"), text(secret, "ROOT_SECRET_KEY"))))
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
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(root)).contents().stream()
                .map(S3Object::key)
                .filter(key -> !keys.contains(key))
                .toList()
                .forEach(
                        key -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
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

    /** For whoever works in the store by hand; closed with this. */
    S3Client s3() {
        return s3;
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        s3.close();
        forward.destroy();
    }
}
