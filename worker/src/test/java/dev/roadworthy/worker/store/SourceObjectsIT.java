package dev.roadworthy.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.testing.S3Server;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class SourceObjectsIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static Environment credentials(Path directory) throws IOException {
        Files.writeString(directory.resolve("accessKeyId"), S3.accessKeyId());
        Files.writeString(directory.resolve("secretAccessKey"), S3.secretAccessKey());
        Files.writeString(directory.resolve("endpoint"), S3.endpoint());
        return new Environment(Map.of(Environment.SOURCE_CREDENTIALS, directory.toString()));
    }

    @Test
    void fetchesByUriFromSeveralBucketsAndTellsWhatIsGone(@TempDir Path secret, @TempDir Path directory)
            throws Exception {
        String one = S3.bucket();
        String other = S3.bucket();
        String key = "raw/a ride/ünï code+%25.jpg";
        try (S3Client client = S3.client();
                SourceObjects objects = new SourceObjects(credentials(secret))) {
            client.putObject(b -> b.bucket(one).key(key), RequestBody.fromString("one"));
            client.putObject(b -> b.bucket(other).key(key), RequestBody.fromString("other"));

            objects.fetch("s3://%s/%s".formatted(one, key), directory.resolve("one"));
            objects.fetch("s3://%s/%s".formatted(other, key), directory.resolve("other"));
            StepException gone = catchThrowableOfType(
                    StepException.class,
                    () -> objects.fetch("s3://%s/raw/gone".formatted(one), directory.resolve("gone")));

            assertThat(directory.resolve("one")).hasContent("one");
            assertThat(directory.resolve("other")).hasContent("other");
            assertThat(gone.is(Outage.SourceChanged)).isTrue();
        }
    }
}
