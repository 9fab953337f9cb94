package dev.roadworthy.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.StepResult;
import dev.roadworthy.testing.S3Server;
import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3SourceIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static void put(String bucket, String key, String content) {
        try (S3Client client = S3.client()) {
            client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(content));
        }
    }

    private static S3Source source(String bucket) {
        return new S3Source(S3.client(), new Location.Bucket(bucket, "raw/"));
    }

    private static List<StoredObject> list(Source source) throws StepException {
        List<StoredObject> objects = new ArrayList<>();
        source.list(objects::add);
        return objects;
    }

    private static String outage(ThrowingCallable call) {
        StepResult result = catchThrowableOfType(StepException.class, call).result();
        return ((StepResult.Unavailable) result).reason();
    }

    @Test
    void listsWhatLiesBelowItsPrefix() throws Exception {
        String bucket = S3.bucket();
        put(bucket, "raw/a/camera/1.jpg", "frame");
        put(bucket, "raw/a/ünï code+%25.txt", "");
        put(bucket, "rawer/b", "not below");
        try (S3Source source = source(bucket)) {
            assertThat(list(source))
                    .containsExactlyInAnyOrder(
                            new StoredObject("a/camera/1.jpg", 5), new StoredObject("a/ünï code+%25.txt", 0));
            assertThat(source.uri("a/camera/1.jpg")).isEqualTo("s3://%s/raw/a/camera/1.jpg".formatted(bucket));
        }
    }

    @Test
    void listsMoreThanAPage() throws Exception {
        String bucket = S3.bucket();
        try (S3Client client = S3.client();
                S3Source source = source(bucket)) {
            for (int i = 0; i < 1010; i++) {
                String key = "raw/%04d".formatted(i);
                client.putObject(b -> b.bucket(bucket).key(key), RequestBody.empty());
            }

            assertThat(list(source)).hasSize(1010).doesNotHaveDuplicates();
        }
    }

    @Test
    void readsObjects(@TempDir Path directory) throws Exception {
        String bucket = S3.bucket();
        put(bucket, "raw/a", "content");
        Path file = directory.resolve("file");
        try (S3Source source = source(bucket)) {
            source.fetch("a", file);

            assertThat(source.read("a")).asString().isEqualTo("content");
            assertThat(file).hasContent("content");
        }
    }

    @Test
    void tellsWhyItCannotRead() {
        S3Access wrong = new S3Access("someone", "else", null, null, S3.endpoint());
        String bucket = S3.bucket();

        assertThat(outage(() -> list(source("no-such-bucket")))).isEqualTo("SourceNotFound");
        assertThat(outage(() -> list(new S3Source(S3Clients.of(wrong), new Location.Bucket(bucket, "")))))
                .isEqualTo("SourceDenied");
        assertThat(outage(() -> source(bucket).read("gone"))).isEqualTo("SourceChanged");
    }
}
