package dev.roadworthy.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.testing.S3Server;
import dev.roadworthy.worker.step.StepException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArtifactsIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static final byte[] CONTENT = "forty-two".getBytes(StandardCharsets.UTF_8);
    private static final int SMALLEST_PART = 5 * 1024 * 1024;

    private static S3Artifacts artifacts(String bucket) {
        return new S3Artifacts(S3.client(), new Location.Bucket(bucket, "artifacts/"), SMALLEST_PART);
    }

    private static byte[] stored(String bucket, ArtifactRef ref) {
        try (S3Client client = S3.client()) {
            return client.getObjectAsBytes(b -> b.bucket(bucket).key("artifacts/" + ArtifactRef.key(ref.digest())))
                    .asByteArray();
        }
    }

    private static String outage(ThrowingCallable call) {
        StepResult result = catchThrowableOfType(StepException.class, call).result();
        return ((StepResult.Unavailable) result).reason();
    }

    @Test
    void storesBytesUnderTheirDigest() throws Exception {
        String bucket = S3.bucket();
        try (S3Artifacts artifacts = artifacts(bucket)) {
            ArtifactRef ref = artifacts.put(CONTENT);

            assertThat(ref)
                    .isEqualTo(new ArtifactRef(
                            "s3://%s/artifacts/sha256/%s"
                                    .formatted(bucket, Digest.of(CONTENT).hex()),
                            Digest.of(CONTENT),
                            CONTENT.length));
            assertThat(stored(bucket, ref)).isEqualTo(CONTENT);
        }
    }

    @Test
    void readsWhatItStoredAndNothingElseUnderItsName(@TempDir Path directory) throws Exception {
        String bucket = S3.bucket();
        try (S3Artifacts artifacts = artifacts(bucket);
                S3Client client = S3.client()) {
            ArtifactRef ref = artifacts.put(CONTENT);
            ArtifactRef missing = new ArtifactRef("s3://elsewhere/a", Digest.of(new byte[1]), 1);

            assertThat(artifacts.read(ref)).isEqualTo(CONTENT);
            assertThat(outage(() -> artifacts.read(missing))).isEqualTo("ArtifactMissing");

            client.putObject(
                    b -> b.bucket(bucket).key("artifacts/" + ArtifactRef.key(ref.digest())),
                    RequestBody.fromString("forty-one"));
            assertThat(outage(() -> artifacts.fetch(ref, directory.resolve("copy"))))
                    .isEqualTo("StoreCorrupt");
        }
    }

    @Test
    void takesWhatIsThereAlreadyForASuccess(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("file"), CONTENT);
        try (S3Artifacts artifacts = artifacts(S3.bucket())) {
            assertThat(artifacts.put(file)).isEqualTo(artifacts.put(CONTENT));
        }
    }

    @Test
    void aStoreThatHangsUpOnWhatItHasIsAskedWhetherItDoes() throws Exception {
        byte[] content = new byte[8 * SMALLEST_PART];
        new Random(2).nextBytes(content);
        try (S3Artifacts artifacts = artifacts(S3.bucket())) {
            ArtifactRef ref = artifacts.put(content);

            assertThat(artifacts.put(content)).isEqualTo(ref);
        }
    }

    @Test
    void storesALargeFileInParts(@TempDir Path directory) throws Exception {
        byte[] content = new byte[2 * SMALLEST_PART + 12_345];
        new Random(1).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        String bucket = S3.bucket();
        try (S3Artifacts artifacts = artifacts(bucket);
                S3Client client = S3.client()) {
            ArtifactRef ref = artifacts.put(file);
            ArtifactRef again = artifacts.put(file);

            assertThat(again).isEqualTo(ref);
            assertThat(stored(bucket, ref)).isEqualTo(content);
            assertThat(client.listMultipartUploads(b -> b.bucket(bucket)).uploads())
                    .isEmpty();
        }
    }

    @Test
    void letsManyWriteTheSameAtOnce() throws Exception {
        String bucket = S3.bucket();
        Set<ArtifactRef> refs = new HashSet<>();
        try (S3Artifacts artifacts = artifacts(bucket);
                var executor = Executors.newFixedThreadPool(8)) {
            for (Future<ArtifactRef> ref :
                    executor.invokeAll(Stream.generate(() -> (Callable<ArtifactRef>) () -> artifacts.put(CONTENT))
                            .limit(40)
                            .toList())) {
                refs.add(ref.get());
            }
        }

        assertThat(refs).hasSize(1);
    }

    @Test
    void doesNotTakeSomethingElseForItsArtifact() throws Exception {
        String bucket = S3.bucket();
        try (S3Artifacts artifacts = artifacts(bucket);
                S3Client client = S3.client()) {
            client.putObject(
                    b -> b.bucket(bucket).key("artifacts/" + ArtifactRef.key(Digest.of(CONTENT))),
                    RequestBody.fromString("half"));

            assertThat(outage(() -> artifacts.put(CONTENT))).isEqualTo("StoreCorrupt");
        }
    }

    @Test
    void tellsWhyItCannotStore() {
        S3Access wrong = new S3Access("someone", "else", null, null, S3.endpoint());
        S3Access nobody = new S3Access("test", "test", null, null, "http://127.0.0.1:9");
        Location.Bucket bucket = new Location.Bucket(S3.bucket(), "");

        assertThat(outage(() -> artifacts("no-such-bucket").put(CONTENT))).isEqualTo("StoreNotFound");
        assertThat(outage(() -> new S3Artifacts(S3Clients.of(wrong), bucket).put(CONTENT)))
                .isEqualTo("StoreDenied");
        assertThat(outage(() -> new S3Artifacts(S3Clients.of(nobody), bucket).put(CONTENT)))
                .isEqualTo("StoreUnavailable");
    }
}
