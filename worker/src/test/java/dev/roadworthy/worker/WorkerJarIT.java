package dev.roadworthy.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectRequest;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.testing.S3Server;
import dev.roadworthy.worker.index.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs what an image holds, as a pod does: the jar with its libraries, an environment, a real S3 server. */
class WorkerJarIT {

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    private static final Path JAR = Path.of("target", "worker", "worker.jar");

    private final Path directory;
    private final Path terminationLog;

    WorkerJarIT(@TempDir Path directory) {
        this.directory = directory;
        this.terminationLog = directory.resolve("termination-log");
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(Map<String, String> variables, String... arguments) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("scratch")),
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.command().addAll(List.of(arguments));
        command.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        command.environment().put("ROADWORTHY_TERMINATION_LOG", terminationLog.toString());
        command.environment().putAll(variables);
        Process process = command.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private Map<String, String> storeVariables(String bucket) {
        return Map.of(
                "ROADWORTHY_STORE", "s3://" + bucket + "/artifacts",
                "AWS_ACCESS_KEY_ID", S3.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", S3.secretAccessKey(),
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL_S3", S3.endpoint());
    }

    private Path request(String uri) throws IOException {
        IndexRequest request = new IndexRequest(
                IndexRequest.FORMAT,
                new IndexRequest.Source(uri, IndexRequest.Layout.LabelledFrames, null),
                List.of("road"),
                Map.of(),
                new IndexRequest.Split(1, 100, 0, 0),
                List.of(new IndexRequest.Slice("all", "true")),
                new IndexRequest.Sensors(null, null));
        return Files.write(directory.resolve("request.json"), Documents.write(request));
    }

    private StepResult result() throws Exception {
        return Documents.read(Files.readAllBytes(terminationLog), StepResult.class);
    }

    private static byte[] object(S3Client client, ArtifactRef ref) {
        String[] parts = ref.uri().substring("s3://".length()).split("/", 2);
        return client.getObjectAsBytes(b -> b.bucket(parts[0]).key(parts[1])).asByteArray();
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_3BYTE_BGR), "jpeg", out);
        return out.toByteArray();
    }

    @Test
    void indexesABucketAndStoresTheManifest() throws Exception {
        String raw = S3.bucket();
        try (S3Client client = S3.client()) {
            for (int i = 0; i < 20; i++) {
                String key = "frames/drive_%02d.jpg".formatted(i);
                client.putObject(b -> b.bucket(raw).key(key), RequestBody.fromBytes(jpeg()));
            }
            client.putObject(b -> b.bucket(raw).key("frames/drive_99.jpg"), RequestBody.empty());

            Ended ended = run(
                    storeVariables(S3.bucket()),
                    "index",
                    "--request",
                    request("s3://" + raw).toString());

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            ArtifactRef ref = ((StepResult.Succeeded) result()).document();
            assertThat(Digest.of(object(client, ref))).isEqualTo(ref.digest());
            DatasetManifest manifest = Documents.read(object(client, ref), DatasetManifest.class);
            assertThat(manifest.frames()).isEqualTo(20);
            assertThat(manifest.framesBySlice()).isEqualTo(Map.of("all", 20L));
            assertThat(manifest.defects().getFirst().examples()).containsExactly("drive_99: empty file");
            assertThat(Digest.of(object(client, manifest.index())))
                    .isEqualTo(manifest.index().digest());
            assertThat(ended.output()).contains("scan frames=21 of=21 framesPerSecond=");
            assertThat(directory.resolve("scratch")).isEmptyDirectory();
        }
    }

    @Test
    void readsTheSourceWithItsOwnCredentials() throws Exception {
        String raw = S3.bucket();
        Path secret = Files.createDirectory(directory.resolve("secret"));
        Files.writeString(secret.resolve("accessKeyId"), S3.accessKeyId() + "\n");
        Files.writeString(secret.resolve("secretAccessKey"), S3.secretAccessKey());
        Files.writeString(secret.resolve("endpoint"), S3.endpoint());
        try (S3Client client = S3.client()) {
            client.putObject(b -> b.bucket(raw).key("frames/drive_1.jpg"), RequestBody.fromBytes(jpeg()));
        }
        Path store = directory.resolve("store");

        // No AWS_ variable at all: the store is a directory.
        Ended ended = run(
                Map.of(
                        "ROADWORTHY_STORE", store.toUri().toString(),
                        "ROADWORTHY_SOURCE_CREDENTIALS", secret.toString()),
                "index",
                "--request",
                request("s3://" + raw + "/").toString());

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(result()).isInstanceOf(StepResult.Succeeded.class);
    }

    @Test
    void endsAsItsResultSays() throws Exception {
        String empty = S3.bucket();
        String store = S3.bucket();

        Ended rejected = run(
                storeVariables(store),
                "index",
                "--request",
                request("s3://" + empty).toString());
        assertThat(rejected.exitCode()).isEqualTo(42);
        assertThat(result()).isInstanceOfSatisfying(StepResult.Rejected.class, r -> assertThat(r.reason())
                .isEqualTo("SourceEmpty"));

        Ended unavailable = run(
                storeVariables(store),
                "index",
                "--request",
                request("s3://no-such-bucket").toString());
        assertThat(unavailable.exitCode()).isEqualTo(75);
        assertThat(result()).isInstanceOfSatisfying(StepResult.Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo("SourceNotFound"));
    }

    @Test
    void laysTasksOutInABucketAndTakesMasksIn() throws Exception {
        String raw = S3.bucket();
        String store = S3.bucket();
        String tasks = S3.bucket();
        String folder = "s3://%s/night/".formatted(tasks);
        byte[] mask = Pictures.png(Pictures.grayMask(32, 24, 0, 1));
        try (S3Client client = S3.client()) {
            for (int i = 0; i < 4; i++) {
                byte[] frame = Pictures.jpeg(Pictures.scene(i, 32, 24), 0.9f);
                String key = "frames/drive_%d.jpg".formatted(i);
                client.putObject(b -> b.bucket(raw).key(key), RequestBody.fromBytes(frame));
            }
            client.putObject(b -> b.bucket(raw).key("labels/drive_0.png"), RequestBody.fromBytes(mask));
            run(
                    storeVariables(store),
                    "index",
                    "--request",
                    request("s3://" + raw).toString());
            ArtifactRef manifest = ((StepResult.Succeeded) result()).document();
            Digest dataset = Documents.read(object(client, manifest), DatasetManifest.class)
                    .digest();

            Ended select = run(
                    storeVariables(store),
                    "select",
                    "--request",
                    document(new SelectRequest(
                            SelectRequest.FORMAT,
                            dataset,
                            manifest,
                            "all",
                            null,
                            2,
                            7,
                            new SelectRequest.Gold(50, null),
                            folder)));

            assertThat(select.exitCode()).as(select.output()).isZero();
            SelectResult selected =
                    Documents.read(object(client, ((StepResult.Succeeded) result()).document()), SelectResult.class);
            assertThat(selected.tasks()).isEqualTo(3);
            TaskList list = Documents.read(
                    client.getObjectAsBytes(b -> b.bucket(tasks).key("night/tasks.json"))
                            .asByteArray(),
                    TaskList.class);
            for (TaskList.Task task : list.tasks()) {
                client.putObject(b -> b.bucket(tasks).key("night/" + task.mask()), RequestBody.fromBytes(mask));
            }

            Ended collect = run(
                    storeVariables(store),
                    "collect",
                    "--request",
                    document(new CollectRequest(
                            CollectRequest.FORMAT, selected.sheet(), folder, Digest.of(new byte[0]))));

            assertThat(collect.exitCode()).as(collect.output()).isZero();
            CollectResult collected =
                    Documents.read(object(client, ((StepResult.Succeeded) result()).document()), CollectResult.class);
            assertThat(collected.labelled()).isEqualTo(2);
            assertThat(collected.agreement())
                    .containsExactly(new CollectResult.ClassAgreement("road", 384, 384, List.of()));
            assertThat(Documents.read(object(client, collected.labels()), LabelSnapshot.class)
                            .labels())
                    .hasSize(2);
            assertThat(directory.resolve("scratch")).isEmptyDirectory();
        }
    }

    private String document(Object request) throws IOException {
        return Files.write(directory.resolve("request.json"), Documents.write(request))
                .toString();
    }

    @Test
    void tellsOfItsOwnFaults() throws Exception {
        Ended ended = run(Map.of(), "index", "--request", request("s3://raw").toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(Files.readString(terminationLog, StandardCharsets.UTF_8))
                .contains("ROADWORTHY_STORE is not set; expected s3://bucket/prefix");
        assertThat(run(Map.of(), "index").exitCode()).isEqualTo(2);
    }
}
