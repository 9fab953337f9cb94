package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Labeling;
import dev.roadworthy.controller.port.Labeling.Progress;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.testing.S3Server;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The port as the controllers know it, on a real S3 server. */
class S3LabelingIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void open() {
        s3 = SERVER.client();
        bucket = SERVER.bucket();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void countsMasksOfThisFolderAlone() throws Exception {
        assertThat(look()).isEqualTo(new Progress(0, null));

        put("night/1a/masks/0123456789abcdef.png");
        put("night/1a/masks/fedcba9876543210.png");
        put("night/1a/masks/.DS_Store");
        put("night/1a/images/0123456789abcdef.png");
        put("night/2b/masks/0123456789abcdef.png");

        assertThat(look()).isEqualTo(new Progress(2, null));
    }

    @Test
    void tellsOneHandInFromTheNext() throws Exception {
        put("night/1a/done");
        Digest first = look().handIn();

        assertThat(first).isNotNull();
        assertThat(look().handIn()).isEqualTo(first);
        // A store's times are whole seconds.
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            put("night/1a/done");
            return !first.equals(look().handIn());
        });
    }

    @Test
    void saysWhichBucketIsMissing() {
        assertThatThrownBy(() -> new S3Labeling(s3).look("s3://no-such-bucket/night/1a/"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("s3://no-such-bucket/night/1a/ cannot be looked at: there is no such bucket");
    }

    @Test
    void aWrongKeyNamesTheRight() {
        try (S3Client wrong = SERVER.client("not-the-key")) {
            assertThatThrownBy(() -> new S3Labeling(wrong).look("s3://%s/night/1a/".formatted(bucket)))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("s3:ListBucket");
        }
    }

    private Progress look() throws Exception {
        Labeling labeling = new S3Labeling(s3);
        return labeling.look("s3://%s/night/1a/".formatted(bucket));
    }

    private void put(String key) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty());
    }
}
