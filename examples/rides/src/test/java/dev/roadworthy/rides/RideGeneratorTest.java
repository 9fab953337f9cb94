package dev.roadworthy.rides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.rides.city.StreetGraph;
import dev.roadworthy.rides.city.SunPosition;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RideGeneratorTest {

    private static final long SEED = 7;
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;

    @TempDir
    static Path folder = Path.of(".");

    static Source source = new Source(folder);

    @BeforeAll
    static void generate() throws IOException {
        source = new Source(folder.resolve("rides"));
        RideGenerator.generate(request(source.root()));
    }

    private static RideRequest request(Path out) {
        RideRequest.Shape shape = new RideRequest.Shape(4, WIDTH, HEIGHT);
        return new RideRequest(out, SEED, 9, List.of(Light.DAY, Light.DUSK, Light.NIGHT), shape, Set.of());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        RideGenerator.generate(request(again));
        assertThat(Source.digest(again)).isEqualTo(Source.digest(source.root()));
    }

    @Test
    void aRideDoesNotDependOnHowManyOthersThereAre() throws IOException {
        Path fewer = folder.resolve("fewer");
        RideRequest.Shape shape = new RideRequest.Shape(4, WIDTH, HEIGHT);
        RideGenerator.generate(
                new RideRequest(fewer, SEED, 2, List.of(Light.DAY, Light.DUSK, Light.NIGHT), shape, Set.of()));
        assertThat(Source.digest(fewer.resolve("ride-0002")))
                .isEqualTo(Source.digest(source.root().resolve("ride-0002")));
    }

    @Test
    void everyFrameHasAMaskOfItsSize() throws IOException {
        for (Path ride : source.rides()) {
            assertThat(Source.frames(ride)).hasSize(4);
            for (Path frame : Source.frames(ride)) {
                BufferedImage picture = ImageIO.read(frame.toFile());
                BufferedImage mask = ImageIO.read(Source.mask(frame).toFile());
                assertThat(new int[] {picture.getWidth(), picture.getHeight()}).containsExactly(WIDTH, HEIGHT);
                assertThat(new int[] {mask.getWidth(), mask.getHeight()}).containsExactly(WIDTH, HEIGHT);
                assertThat(mask.getSampleModel().getNumBands()).isEqualTo(1);
                assertThat(mask.getSampleModel().getSampleSize(0)).isEqualTo(8);
            }
        }
    }

    @Test
    void everyClassAppears() throws IOException {
        Set<RideClass> seen = EnumSet.noneOf(RideClass.class);
        for (Path ride : source.rides()) {
            for (Path frame : Source.frames(ride)) {
                BufferedImage mask = ImageIO.read(Source.mask(frame).toFile());
                for (int value : mask.getRaster().getSamples(0, 0, WIDTH, HEIGHT, 0, new int[WIDTH * HEIGHT])) {
                    seen.add(RideClass.of(value).orElseThrow());
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(RideClass.values());
    }

    @Test
    void theSunStandsWhereTheLightSays() throws IOException {
        for (Path ride : source.rides()) {
            JsonNode header = Source.header(ride);
            Instant startedAt = Instant.parse(header.get("startedAt").asText());
            double elevation = SunPosition.at(startedAt, StreetGraph.LATITUDE, StreetGraph.LONGITUDE)
                    .elevation();
            String light = header.at("/attributes/light").asText();
            double low = light.equals("day") ? 6 : light.equals("dusk") ? -6 : -90;
            double high = light.equals("day") ? 90 : light.equals("dusk") ? 6 : -6;
            assertThat(elevation).as(light).isBetween(low, high);
        }
    }

    @Test
    void nightIsDarkerThanDay() throws IOException {
        assertThat(brightness("night")).isLessThan(0.6 * brightness("day"));
    }

    private static double brightness(String light) throws IOException {
        double sum = 0;
        int count = 0;
        for (Path ride : source.rides()) {
            if (Source.header(ride).at("/attributes/light").asText().equals(light)) {
                BufferedImage picture =
                        ImageIO.read(Source.frames(ride).getFirst().toFile());
                for (int green : picture.getRaster().getSamples(0, 0, WIDTH, HEIGHT, 1, new int[WIDTH * HEIGHT])) {
                    sum += green;
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void positionsStayNearTheStreets() throws IOException {
        StreetGraph graph = StreetGraph.of(SEED);
        for (Path ride : source.rides()) {
            for (String[] fix : Source.table(ride, "gps.csv")) {
                double away = graph.distance(Double.parseDouble(fix[1]), Double.parseDouble(fix[2]));
                assertThat(away).as("%s at %s", ride, fix[0]).isLessThan(25);
            }
        }
    }

    @Test
    void timeNeverRunsBackAndFramesLieWithinTheSensorTables() throws IOException {
        for (Path ride : source.rides()) {
            List<Long> imu = times(ride, "imu.csv");
            List<Long> frames =
                    Source.frames(ride).stream().map(Source::capturedAt).toList();
            assertThat(imu).isSorted().doesNotHaveDuplicates();
            assertThat(times(ride, "gps.csv")).isSorted().doesNotHaveDuplicates();
            assertThat(frames).allMatch(ns -> ns >= imu.getFirst() && ns <= imu.getLast());
            for (int i = 1; i < frames.size(); i++) {
                assertThat(frames.get(i) - frames.get(i - 1)).isBetween(480_000_000L, 520_000_000L);
            }
        }
    }

    private static List<Long> times(Path ride, String table) throws IOException {
        return Source.table(ride, table).stream()
                .map(row -> Long.parseLong(row[0]))
                .toList();
    }

    @Test
    void anOldRideIsNeverOverwritten() {
        assertThatThrownBy(() -> RideGenerator.generate(request(source.root())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ride-0001")
                .hasMessageContaining("name an empty folder");
    }
}
