package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {

    private static final int GREY = 0x808080;

    @TempDir
    private Path directory;

    @Test
    void ofRidesOneInFourIsForTestsAndOnlyThoseByDayHaveMasksBefore() throws IOException {
        Path rides = directory.resolve("rides");
        List<String> lights = List.of("day", "night", "dusk", "night", "day");
        for (int i = 0; i < lights.size(); i++) {
            Path ride = Files.createDirectories(rides.resolve("ride-" + i));
            Files.writeString(
                    ride.resolve("ride.json"), "{\"attributes\":{\"light\":\"%s\"}}".formatted(lights.get(i)));
            Files.writeString(Files.createDirectories(ride.resolve("camera")).resolve("1.jpg"), "a frame");
            Files.writeString(Files.createDirectories(ride.resolve("labels")).resolve("1.png"), "a mask");
        }

        Recordings laid = Recordings.layOut(rides, directory.resolve("laid"));

        assertThat(masks(laid.test())).containsExactly("ride-1/labels/1.png");
        assertThat(masks(laid.before())).containsExactly("ride-0/labels/1.png", "ride-4/labels/1.png");
        assertThat(masks(laid.known()))
                .containsExactly(
                        "ride-0/labels/1.png", "ride-2/labels/1.png", "ride-3/labels/1.png", "ride-4/labels/1.png");
        assertThat(files(laid.before(), ".jpg")).hasSize(4).isEqualTo(files(laid.known(), ".jpg"));
    }

    @Test
    void ofFramesEachHasADarkCopyAndTheSecondDriveIsForTests() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("frames"));
        Files.createDirectories(source.resolve("labels"));
        for (String frame : List.of("a_1", "b_1", "c_1")) {
            ImageIO.write(
                    grey(), "png", source.resolve("frames/" + frame + ".png").toFile());
            Files.writeString(source.resolve("labels/" + frame + ".png"), "a mask of " + frame);
        }

        Recordings laid = Recordings.layOut(source, directory.resolve("laid"));

        assertThat(masks(laid.test())).containsExactly("labels/b_1-night.png", "labels/b_1.png");
        assertThat(masks(laid.before())).containsExactly("labels/a_1.png", "labels/c_1.png");
        assertThat(masks(laid.known()))
                .containsExactly("labels/a_1-night.png", "labels/a_1.png", "labels/c_1-night.png", "labels/c_1.png");
        assertThat(Files.readString(laid.before().resolve("attributes.csv")))
                .isEqualTo("frame,light\na_1-night,night\na_1,day\nc_1-night,night\nc_1,day\n");
        int dark = ImageIO.read(laid.before().resolve("frames/a_1-night.png").toFile())
                        .getRGB(0, 0)
                & 0xff;
        assertThat(dark).isLessThan((GREY & 0xff) / 4);
    }

    @Test
    void whatAnEarlierStoryLeftIsGone() throws IOException {
        Path rides = Files.createDirectories(directory.resolve("rides"));
        Path left = Files.createDirectories(directory.resolve("laid/test/old"));

        Recordings.layOut(rides, directory.resolve("laid"));

        assertThat(left).doesNotExist();
    }

    private static BufferedImage grey() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            image.setRGB(i % 4, i / 4, GREY);
        }
        return image;
    }

    private static List<String> masks(Path folder) throws IOException {
        return files(folder, ".png").stream()
                .filter(file -> file.contains("labels/"))
                .toList();
    }

    private static List<String> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
