package dev.roadworthy.bridge.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.testing.S3Server;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArtifactsIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static final byte[] CONTENT = "the bytes of a bundle".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(CONTENT);

    @Test
    void aPartIsReadAndNoMore() throws Exception {
        String bucket = S3.bucket();
        try (S3Client client = S3.client()) {
            client.putObject(
                    put -> put.bucket(bucket).key("artifacts/" + ArtifactRef.key(DIGEST)),
                    RequestBody.fromBytes(CONTENT));
            S3Artifacts artifacts = new S3Artifacts(client, bucket, "artifacts/");

            try (InputStream part = artifacts.open(DIGEST, 4, 5)) {
                assertThat(part).hasContent("bytes");
            }
            try (InputStream whole = artifacts.open(DIGEST, 0, CONTENT.length)) {
                assertThat(whole).hasBinaryContent(CONTENT);
            }
        }
    }

    @Test
    void whatIsNotThereIsTheStoresAffair() {
        try (S3Client client = S3.client()) {
            S3Artifacts artifacts = new S3Artifacts(client, S3.bucket(), "");

            assertThatThrownBy(() -> artifacts.open(DIGEST, 0, 1))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining(ArtifactRef.key(DIGEST));
        }
    }

    @Test
    void whoMayNotReadIsToldSo() {
        try (S3Client client = S3.client("another-secret")) {
            S3Artifacts artifacts = new S3Artifacts(client, "bucket", "");

            assertThatIOException()
                    .isThrownBy(() -> artifacts.open(DIGEST, 0, 1))
                    .withMessageContaining("cannot read s3://bucket/");
        }
    }
}
