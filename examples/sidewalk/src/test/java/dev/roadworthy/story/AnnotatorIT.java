package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.rides.Light;
import dev.roadworthy.rides.RideGenerator;
import dev.roadworthy.rides.RideRequest;
import dev.roadworthy.testing.S3Server;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A folder as docs/annotation-job.md describes it, on a real S3 server. */
class AnnotatorIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final Map<String, String> MEANINGS = Map.of(
            "0", "background",
            "1", "road",
            "2", "sidewalk",
            "3", "background",
            "4", "background",
            "5", "background",
            "6", "road",
            "7", "background",
            "8", "background",
            "9", "background");

    private static final String TASKS = """
            {"format": 1, "classes": ["sidewalk", "road"],
             "values": {"0": "background", "1": "sidewalk", "2": "road", "255": "ignore"},
             "tasks": [{"id": "0123456789abcdef", "image": "images/0123456789abcdef.jpg",
                        "width": 160, "height": 120, "mask": "masks/0123456789abcdef.png"}]}
            """;

    private final Path rides;
    private String bucket;

    AnnotatorIT(@TempDir Path rides) {
        this.rides = rides;
    }

    @BeforeEach
    void record() throws IOException {
        bucket = SERVER.bucket();
        RideGenerator.generate(
                new RideRequest(rides, 3, 1, List.of(Light.NIGHT), new RideRequest.Shape(2, 160, 120), Set.of()));
    }

    private URI folder() {
        return URI.create("s3://%s/night/1a/".formatted(bucket));
    }

    private void layOut(S3Client s3, byte[] image) {
        s3.putObject(b -> b.bucket(bucket).key("night/1a/tasks.json"), RequestBody.fromString(TASKS));
        s3.putObject(b -> b.bucket(bucket).key("night/1a/images/0123456789abcdef.jpg"), RequestBody.fromBytes(image));
    }

    private Path frame() throws IOException {
        try (Stream<Path> files = Files.walk(rides)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Raster raster(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    }

    @Test
    void drawsTheKnownMaskInTheValuesOfTheTaskAndHandsItIn() throws IOException {
        Path frame = frame();
        Raster truth = raster(Files.readAllBytes(
                Path.of(frame.toString().replace("/camera/", "/labels/").replace(".jpg", ".png"))));
        try (S3Client s3 = SERVER.client()) {
            layOut(s3, Files.readAllBytes(frame));

            assertThat(new Annotator(s3, rides, MEANINGS).label(folder())).isEqualTo(1);

            Raster mask = raster(s3.getObjectAsBytes(b -> b.bucket(bucket).key("night/1a/masks/0123456789abcdef.png"))
                    .asByteArray());
            int[] counts = new int[3];
            for (int y = 0; y < truth.getHeight(); y++) {
                for (int x = 0; x < truth.getWidth(); x++) {
                    int expected =
                            switch (truth.getSample(x, y, 0)) {
                                case 1, 6 -> 2;
                                case 2 -> 1;
                                default -> 0;
                            };
                    assertThat(mask.getSample(x, y, 0)).isEqualTo(expected);
                    counts[expected]++;
                }
            }
            assertThat(counts).as("every meaning is in the picture").doesNotContain(0);
            assertThat(s3.headObject(b -> b.bucket(bucket).key("night/1a/done")).contentLength())
                    .isZero();
        }
    }

    @Test
    void handsNothingInWhereItDoesNotKnowAFrame() {
        try (S3Client s3 = SERVER.client()) {
            layOut(s3, new byte[] {1, 2, 3});

            assertThatThrownBy(() -> new Annotator(s3, rides, MEANINGS).label(folder()))
                    .isInstanceOf(StoryException.class)
                    .hasMessageContaining("0123456789abcdef");
            assertThat(s3.listObjectsV2(b -> b.bucket(bucket).prefix("night/1a/done"))
                            .contents())
                    .isEmpty();
        }
    }
}
