package dev.roadworthy.testing;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server for a test class: versitygw on a free port of the loopback interface, its files in a directory that
 * goes with it. Its binary is looked for in the directory that the system property or environment variable
 * {@value #TOOLS} names.
 */
public final class S3Server implements BeforeAllCallback, AfterAllCallback {

    static final String TOOLS = "ROADWORTHY_TOOLS";

    private static final String ACCESS_KEY = "test";
    private static final String SECRET_KEY = "test-secret";

    private final AtomicInteger buckets = new AtomicInteger();
    private @Nullable Process process;
    private @Nullable Path directory;
    private int port;
    private String endpoint = "";

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        binary();
        Path home = Files.createTempDirectory("s3-");
        directory = home;
        Files.createDirectory(home.resolve("files"));
        port = Loopback.freePort();
        endpoint = "http://127.0.0.1:" + port;
        start();
    }

    /** Starts it again, with what it had. */
    public void start() throws Exception {
        Path home = Objects.requireNonNull(directory, "it was not prepared: register it as an extension");
        ProcessBuilder command = new ProcessBuilder(List.of(
                        binary().toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        home.resolve("files").toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        command.environment().putAll(Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY));
        process = command.start();
        Loopback.awaitConnection(process, port, home.resolve("log"));
    }

    /** Ends it; whoever asks is not answered. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Path binary() {
        String tools = System.getProperty(TOOLS, Objects.requireNonNullElse(System.getenv(TOOLS), ""));
        Path binary = Path.of(tools, "versitygw").toAbsolutePath();
        if (tools.isEmpty() || !Files.isExecutable(binary)) {
            throw new IllegalStateException(
                    "this test needs a real S3 server: set %s to the directory that `sandbox/cluster tools` prints (it is '%s', without versitygw)"
                            .formatted(TOOLS, tools));
        }
        return binary;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
        if (directory != null) {
            try (var paths = Files.walk(directory)) {
                paths.map(Path::toFile).sorted((a, b) -> b.compareTo(a)).forEach(File::delete);
            }
        }
    }

    public String endpoint() {
        return endpoint;
    }

    public String accessKeyId() {
        return ACCESS_KEY;
    }

    public String secretAccessKey() {
        return SECRET_KEY;
    }

    /** A new client with the server's key. */
    public S3Client client() {
        return client(SECRET_KEY);
    }

    /** A new client with another secret. */
    public S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secret)))
                .build();
    }

    /** A new, empty bucket. */
    public String bucket() {
        String bucket = "bucket-" + buckets.incrementAndGet();
        try (S3Client client = client()) {
            client.createBucket(b -> b.bucket(bucket));
        }
        return bucket;
    }
}
