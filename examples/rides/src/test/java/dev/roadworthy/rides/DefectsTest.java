package dev.roadworthy.rides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefectsTest {

    private static final int WIDTH = 80;
    private static final int HEIGHT = 60;
    private static final int FRAMES = 4;

    @TempDir
    Path folder = Path.of(".");

    private List<PlantedDefect> generate(Set<Defect> defects) throws IOException {
        RideRequest.Shape shape = new RideRequest.Shape(FRAMES, WIDTH, HEIGHT);
        List<Light> lights = List.of(Light.DAY, Light.NIGHT);
        return RideGenerator.generate(new RideRequest(folder, 11, 10, lights, shape, defects))
                .truth();
    }

    /** What is wrong in a source, found without the truth: defect to frames, or to the ride as a whole. */
    private Map<String, Set<String>> found() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, String> digests = new TreeMap<>();
        for (Path ride : new Source(folder).rides()) {
            String name = ride.getFileName().toString();
            String digest = Source.digest(ride);
            if (digests.containsKey(digest)) {
                add(found, Defect.DUPLICATE_RIDE, name, digests.getOrDefault(digest, ""));
            }
            digests.put(digest, name);
            if (!Files.exists(ride.resolve("imu.csv")) || !Files.exists(ride.resolve("gps.csv"))) {
                add(found, Defect.MISSING_SENSOR_FILE, name);
            }
            long first = Source.capturedAt(Source.frames(ride).getFirst());
            for (Path frame : Source.frames(ride)) {
                look(found, name, frame, first);
            }
        }
        return found;
    }

    private static void look(Map<String, Set<String>> found, String ride, Path frame, long first) throws IOException {
        long ns = Source.capturedAt(frame);
        String id = ride + "/" + ns;
        byte[] bytes = Files.readAllBytes(frame);
        if (bytes[bytes.length - 2] != (byte) 0xFF || bytes[bytes.length - 1] != (byte) 0xD9) {
            add(found, Defect.TRUNCATED_IMAGE, id);
        }
        if (ns - first > 60_000_000_000L) {
            add(found, Defect.CLOCK_JUMP, id);
        }
        int[] values = ImageIO.read(Source.mask(frame).toFile())
                .getRaster()
                .getSamples(0, 0, WIDTH, HEIGHT, 0, new int[WIDTH * HEIGHT]);
        Set<Integer> seen = new TreeSet<>();
        for (int value : values) {
            seen.add(value);
        }
        if (seen.equals(Set.of(0))) {
            add(found, Defect.EMPTY_MASK, id);
        }
        if (seen.stream().anyMatch(v -> RideClass.of(v).isEmpty())) {
            add(found, Defect.UNKNOWN_CLASS, id);
        }
    }

    private static void add(Map<String, Set<String>> found, Defect defect, String... where) {
        found.computeIfAbsent(defect.label(), d -> new TreeSet<>()).addAll(List.of(where));
    }

    @Test
    void everyDefectIsWhereTheTruthSaysAndNowhereElse() throws IOException {
        List<PlantedDefect> truth = generate(EnumSet.allOf(Defect.class));
        Map<String, Set<String>> found = found();
        assertThat(truth).extracting(PlantedDefect::ride).doesNotHaveDuplicates();
        assertThat(found.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        truth.stream().map(PlantedDefect::defect).toList());
        for (PlantedDefect planted : truth) {
            Set<String> places = found.getOrDefault(planted.defect(), Set.of());
            if (planted.frames().isEmpty()) {
                assertThat(places).as(planted.defect()).contains(planted.ride());
            } else {
                assertThat(places).as(planted.defect()).containsExactlyInAnyOrderElementsOf(planted.frames());
            }
        }
        assertThat(found.get("missing-sensor-file")).hasSize(1);
        assertThat(found.get("duplicate-ride")).hasSize(2);
    }

    @Test
    void withoutBeingAskedForNothingIsWrong() throws IOException {
        assertThat(generate(Set.of())).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void theSourceDoesNotHoldTheAnswers() throws IOException {
        generate(Set.of(Defect.EMPTY_MASK));
        for (Path ride : new Source(folder).rides()) {
            assertThat(Source.header(ride).toString()).doesNotContain("mask").doesNotContain("defect");
        }
        assertThat(RidesCommand.run("generate", "--out", folder.toString(), "--truth", folder + "/truth.json"))
                .isEqualTo(1);
    }

    @Test
    void defectsNeedRidesOfTheirOwn() {
        RideRequest.Shape shape = new RideRequest.Shape(FRAMES, WIDTH, HEIGHT);
        assertThatThrownBy(() -> new RideRequest(folder, 1, 3, List.of(Light.DAY), shape, EnumSet.allOf(Defect.class)))
                .hasMessageContaining("--rides 3")
                .hasMessageContaining("need 7");
    }
}
