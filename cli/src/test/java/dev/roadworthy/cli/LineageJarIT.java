package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The command as it is shipped, with a real S3 server and no cluster at all. */
class LineageJarIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static final Path JAR = Path.of("target", "roadworthy", "roadworthy.jar");

    @TempDir
    private Path directory;

    private record Ended(int exitCode, String output) {}

    @Test
    void aBucketAnswersUpDownAndWhetherAllIsAsItWasMade() throws Exception {
        Chain chain = new Chain();
        String bucket = S3.bucket();
        try (S3Client client = S3.client()) {
            chain.objects()
                    .forEach((key, content) -> client.putObject(
                            put -> put.bucket(bucket).key("artifacts/" + key), RequestBody.fromBytes(content)));
            String key = Files.writeString(directory.resolve("key.pem"), chain.publicKey())
                    .toString();

            Ended up = run(bucket, S3.secretAccessKey(), "up", chain.bundle().value());
            assertThat(up.output())
                    .contains("3 rides: r1, r2, r3", "approved by alice", "code gitCommit:" + Chain.COMMIT);
            assertThat(up.exitCode()).isZero();
            assertThat(run(bucket, S3.secretAccessKey(), "down", "ride:r1").output())
                    .contains("bundle " + chain.bundle(), "model " + chain.model());
            assertThat(run(
                                    bucket,
                                    S3.secretAccessKey(),
                                    "verify",
                                    chain.bundle().value(),
                                    "--key",
                                    key)
                            .output())
                    .contains("all is as it was made");

            client.putObject(
                    put -> put.bucket(bucket)
                            .key("artifacts/sha256/" + chain.bundle().hex()),
                    RequestBody.fromString("another bundle"));
            Ended changed =
                    run(bucket, S3.secretAccessKey(), "verify", chain.bundle().value());
            assertThat(changed.output()).contains("sha256/" + chain.bundle().hex());
            assertThat(changed.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aKeyThatMayNotReadIsToldAndIsNoAnswer() throws Exception {
        Ended denied = run(S3.bucket(), "not-the-key", "up", "ride:r1");

        assertThat(denied.exitCode()).isEqualTo(75);
        assertThat(denied.output()).contains("ledger/sha256/");
    }

    private Ended run(String bucket, String secret, String... arguments) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "lineage")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.command().addAll(List.of(arguments));
        command.command()
                .addAll(List.of("--index", directory.resolve("index-" + bucket).toString()));
        command.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        command.environment()
                .putAll(Map.of(
                        "ROADWORTHY_STORE", "s3://%s/artifacts".formatted(bucket),
                        "AWS_ACCESS_KEY_ID", S3.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", secret,
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL_S3", S3.endpoint()));
        Process process = command.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
