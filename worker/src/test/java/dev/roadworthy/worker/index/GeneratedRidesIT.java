package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.rides.Defect;
import dev.roadworthy.rides.Light;
import dev.roadworthy.rides.PlantedDefect;
import dev.roadworthy.rides.RideGenerator;
import dev.roadworthy.rides.RideRequest;
import dev.roadworthy.worker.index.Indexing.Indexed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds what was planted into generated rides, and nothing else. */
class GeneratedRidesIT {

    private static final int RIDES = 10;
    private static final int FRAMES = 8;

    // Names of classes as docs/ride-log.md lists their values.
    private static final Map<String, String> VALUES = Map.of(
            "0", "background",
            "1", "road",
            "2", "sidewalk",
            "3", "bicyclist",
            "4", "car",
            "5", "pedestrian",
            "6", "road",
            "7", "background",
            "8", "background",
            "9", "background");

    private final Path directory;

    GeneratedRidesIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private List<PlantedDefect> generate(Set<Defect> defects) throws Exception {
        return RideGenerator.generate(new RideRequest(
                        source(), 11, RIDES, List.of(Light.values()), new RideRequest.Shape(FRAMES, 160, 120), defects))
                .truth();
    }

    private Path source() {
        return directory.resolve("rides");
    }

    private Indexed index() throws Exception {
        return new Indexing(directory)
                .run(new IndexRequest(
                        IndexRequest.FORMAT,
                        new IndexRequest.Source(source().toUri().toString(), IndexRequest.Layout.RideLog, null),
                        List.of("road", "sidewalk", "bicyclist", "car", "pedestrian"),
                        VALUES,
                        new IndexRequest.Split(7, 60, 20, 20),
                        List.of(
                                new IndexRequest.Slice("day", "sun_elevation > 6"),
                                new IndexRequest.Slice("dusk", "sun_elevation BETWEEN -6 AND 6"),
                                new IndexRequest.Slice("night", "sun_elevation < -6")),
                        new IndexRequest.Sensors(new IndexRequest.Sensor(90, 20), new IndexRequest.Sensor(1, 500))));
    }

    @Test
    void findsNothingInSoundRides() throws Exception {
        generate(Set.of());

        Indexed indexed = index();

        assertThat(indexed.defects()).isEmpty();
        assertThat(indexed.manifest().frames()).isEqualTo(RIDES * FRAMES);
        assertThat(indexed.manifest().labelled()).isEqualTo(RIDES * FRAMES);
        assertThat(indexed.manifest().nearDuplicates().examples()).isEmpty();
        assertThat(indexed.rows("SELECT DISTINCT attributes['light'],"
                        + " CASE WHEN sun_elevation > 6 THEN 'day' WHEN sun_elevation < -6 THEN 'night' ELSE 'dusk' END"
                        + " FROM index ORDER BY 1"))
                .containsExactly("day day", "dusk dusk", "night night");
    }

    @Test
    void findsEveryPlantedDefectByName() throws Exception {
        List<PlantedDefect> truth = generate(EnumSet.allOf(Defect.class));

        Indexed indexed = index();

        Map<String, Set<String>> expected = new TreeMap<>();
        for (PlantedDefect planted : truth) {
            expected.computeIfAbsent(name(planted), _ -> new TreeSet<>()).addAll(frames(planted, indexed));
        }
        Map<String, Set<String>> found = indexed.defects().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> new TreeSet<>(e.getValue()), (a, _) -> a, TreeMap::new));
        assertThat(found).isEqualTo(expected);
    }

    private String name(PlantedDefect planted) {
        return switch (planted.defect()) {
            case "truncated-image" -> "corrupt";
            case "missing-sensor-file" ->
                Files.exists(source().resolve(planted.ride()).resolve("imu.csv")) ? "gpsMissing" : "imuMissing";
            case "clock-jump" -> "clockJump";
            case "duplicate-ride" -> "duplicate";
            case "unknown-class" -> "unknownClass";
            case "empty-mask" -> "emptyMask";
            default -> throw new AssertionError(planted);
        };
    }

    // Single frames by name; else the whole ride. Of two equal rides the later by name is the duplicate, whichever
    // was copied.
    private Set<String> frames(PlantedDefect planted, Indexed indexed) throws Exception {
        return switch (planted.defect()) {
            case "truncated-image", "unknown-class", "empty-mask" -> Set.copyOf(planted.frames());
            case "duplicate-ride" -> framesOf(laterTwin(planted.ride(), indexed));
            default -> framesOf(planted.ride());
        };
    }

    private static String laterTwin(String ride, Indexed indexed) {
        String example = indexed.report().findings().stream()
                .filter(finding -> finding.name().equals("duplicate"))
                .flatMap(finding -> finding.examples().stream())
                .findFirst()
                .orElseThrow();
        assertThat(example).contains(ride + "/");
        return example.substring(0, example.indexOf('/'));
    }

    private Set<String> framesOf(String ride) throws Exception {
        try (var frames = Files.list(source().resolve(ride).resolve("camera"))) {
            return frames.map(file -> ride + "/" + file.getFileName().toString().replace(".jpg", ""))
                    .collect(Collectors.toSet());
        }
    }
}
