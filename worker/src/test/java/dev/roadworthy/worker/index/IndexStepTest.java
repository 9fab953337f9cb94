package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.DatasetManifest.SplitCount;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.step.StepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexStepTest {

    private final Path source;
    private final RideLogFolder rides;
    private final Indexing indexing;

    IndexStepTest(@TempDir Path directory) throws IOException {
        this.source = Files.createDirectory(directory.resolve("source"));
        this.rides = new RideLogFolder(source);
        this.indexing = new Indexing(directory);
    }

    private Indexed index() throws Exception {
        return indexing.run(Indexing.rideLogs(source));
    }

    private StepResult refusal(IndexRequest request) {
        return catchThrowableOfType(StepException.class, () -> indexing.run(request))
                .result();
    }

    private static List<String> allFramesOf(String ride) {
        return Stream.iterate(0, i -> i < RideLogFolder.FRAMES, i -> i + 1)
                .map(i -> RideLogFolder.id(ride, i))
                .toList();
    }

    private static byte[] half(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    @Test
    void indexesSoundRides() throws Exception {
        rides.ride("lisbon-1", 1);
        rides.ride("lisbon-2", 2);

        Indexed indexed = index();

        assertThat(indexed.defects()).isEmpty();
        assertThat(indexed.manifest().frames()).isEqualTo(20);
        assertThat(indexed.manifest().labelled()).isEqualTo(10);
        assertThat(indexed.manifest().rides()).isEqualTo(2);
        assertThat(indexed.manifest().splits().stream().map(SplitCount::name))
                .containsExactly("train", "validation", "test");
        assertThat(indexed.manifest().framesBySlice()).isEqualTo(Map.of("night", 0L, "all", 20L));
        assertThat(indexed.manifest().defects()).hasSize(8).allMatch(finding -> finding.count() == 0);
        assertThat(indexed.report().classShares().stream()
                        .mapToLong(share -> share.pixels())
                        .sum())
                .isEqualTo(10L * RideLogFolder.WIDTH * RideLogFolder.HEIGHT);
        assertThat(
                        indexed.rows(
                                "SELECT frame, width, height, captured_at, vehicle, camera, latitude, longitude, speed,"
                                        + " gps_skew_ms, imu_rms, imu_skew_ms, label_values, attributes FROM index ORDER BY frame LIMIT 1"))
                .containsExactly(RideLogFolder.id("lisbon-1", 0)
                        + " 64 48 1790856000000000000 scooter-1 front 38.7101 -9.14 4.5 0.0 0.1 0.0"
                        + " {\"0\":\"background\",\"1\":\"road\",\"2\":\"sidewalk\",\"255\":\"ignore\"} {weather=dry}");
    }

    @Test
    void findsEachDefectAndNothingElse() throws Exception {
        for (int i = 0; i < 7; i++) {
            rides.ride("r" + i, i);
        }
        RideLogFolder.write(rides.image("r0", 1), half(rides.image("r0", 1)));
        RideLogFolder.write(rides.image("r0", 3), new byte[0]);
        RideLogFolder.write(rides.label("r0", 4), half(rides.label("r0", 4)));
        RideLogFolder.write(rides.label("r0", 6), Pictures.png(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB)));
        RideLogFolder.write(rides.label("r1", 0), Pictures.png(Pictures.grayMask(64, 48, 0, 1, 9)));
        RideLogFolder.write(rides.label("r1", 2), Pictures.png(Pictures.grayMask(64, 48, 0, 255)));
        Files.copy(rides.image("r0", 5), rides.image("r1", 5), StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                rides.image("r2", 9), rides.file("r2", "camera/" + (RideLogFolder.time(9) + 7_000_000_000L) + ".jpg"));
        Files.delete(rides.file("r3", "imu.csv"));
        RideLogFolder.write(rides.file("r4", "imu.csv"), RideLogFolder.imu(20_000_000L));
        RideLogFolder.write(rides.file("r5", "gps.csv"), "t_ns,lat,lon,alt,speed,hdop\n");
        RideLogFolder.write(rides.file("r6", "ride.json"), "{\"vehicle\": \"v\",\n \"camera\": }");

        Indexed indexed = index();

        assertThat(indexed.defects().keySet())
                .containsExactlyInAnyOrder(
                        "corrupt",
                        "labelMismatch",
                        "unknownClass",
                        "emptyMask",
                        "duplicate",
                        "clockJump",
                        "imuMissing",
                        "gpsMissing");
        assertThat(indexed.defects().get("corrupt"))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(id("r0", 1), id("r0", 3)), allFramesOf("r6").stream())
                                .toList());
        assertThat(indexed.example(id("r6", 0)))
                .endsWith(": ride.json line 2: no JSON object with vehicle, camera and attributes");
        assertThat(indexed.defects().get("labelMismatch")).containsExactly(id("r0", 4), id("r0", 6));
        assertThat(indexed.defects().get("unknownClass")).containsExactly(id("r1", 0));
        assertThat(indexed.defects().get("emptyMask")).containsExactly(id("r1", 2));
        assertThat(indexed.defects().get("duplicate")).containsExactly(id("r1", 5));
        assertThat(indexed.example(id("r1", 5))).endsWith(": same bytes as " + id("r0", 5));
        assertThat(indexed.defects().get("clockJump"))
                .hasSize(RideLogFolder.FRAMES)
                .allMatch(frame -> frame.startsWith("r2/"));
        assertThat(indexed.defects().get("imuMissing"))
                .containsExactlyElementsOf(Stream.concat(allFramesOf("r3").stream(), allFramesOf("r4").stream())
                        .toList());
        assertThat(indexed.defects().get("gpsMissing")).containsExactlyElementsOf(allFramesOf("r5"));
        assertThat(indexed.manifest().frames()).isEqualTo(70 - 12 - 2 - 1 - 1 - 1 - 10 - 20 - 10);
        assertThat(indexed.manifest().defects().getFirst().examples()).hasSize(5);
    }

    private static String id(String ride, int frame) {
        return RideLogFolder.id(ride, frame);
    }

    @Test
    void keepsTheSoundCopyOfAFrameWhoseMaskIsBroken() throws Exception {
        rides.ride("a", 1);
        rides.ride("b", 2);
        Files.copy(rides.image("a", 0), rides.image("b", 0), StandardCopyOption.REPLACE_EXISTING);
        RideLogFolder.write(rides.label("a", 0), new byte[0]);

        assertThat(index().defects()).isEqualTo(Map.of("labelMismatch", List.of(id("a", 0))));
    }

    @Test
    void doesNotAskForSensorsThatTheRequestDoesNotAskFor() throws Exception {
        rides.ride("a", 1);
        Files.delete(rides.file("a", "imu.csv"));
        Files.delete(rides.file("a", "gps.csv"));
        IndexRequest request = Indexing.rideLogs(source);

        Indexed indexed = indexing.run(new IndexRequest(
                request.format(),
                request.source(),
                request.classes(),
                request.labelValues(),
                request.split(),
                request.slices(),
                new IndexRequest.Sensors(null, null)));

        assertThat(indexed.manifest().frames()).isEqualTo(RideLogFolder.FRAMES);
        assertThat(indexed.manifest().defects().stream().map(finding -> finding.name()))
                .containsExactly("corrupt", "labelMismatch", "unknownClass", "emptyMask", "duplicate", "clockJump");
        assertThat(indexed.rows("SELECT count(*) FROM index WHERE latitude IS NULL AND imu_rms IS NULL"
                        + " AND sun_elevation IS NULL"))
                .containsExactly("10");
    }

    @Test
    void givesTheSameBytesAgainAndTheSameDigestInAnotherPlace(@TempDir Path elsewhere) throws Exception {
        rides.ride("a", 1);
        rides.ride("b", 2);
        RideLogFolder moved = new RideLogFolder(elsewhere);
        moved.ride("b", 2);
        moved.ride("a", 1);

        Indexed one = index();
        Indexed again = index();
        Indexed other = indexing.run(Indexing.rideLogs(elsewhere));

        assertThat(again.manifestRef()).isEqualTo(one.manifestRef());
        assertThat(other.manifest().digest()).isEqualTo(one.manifest().digest());
        assertThat(other.manifest().index()).isNotEqualTo(one.manifest().index());
    }

    @Test
    void hasAnotherDigestForAnotherContent() throws Exception {
        rides.ride("a", 1);
        Indexed before = index();
        RideLogFolder.write(rides.label("a", 0), Pictures.png(Pictures.grayMask(64, 48, 1)));

        assertThat(index().manifest().digest()).isNotEqualTo(before.manifest().digest());
    }

    @Test
    void indexesLabelledFramesWithAttributes() throws Exception {
        for (String frame : List.of("d1_1", "d1_2", "d2_1")) {
            RideLogFolder.write(
                    source.resolve("frames/" + frame + ".jpg"),
                    Pictures.jpeg(Pictures.scene(frame.hashCode(), 64, 48), 0.9f));
        }
        RideLogFolder.write(source.resolve("labels/d1_1.png"), Pictures.png(Pictures.paletteMask(8, 64, 48, 3, 7)));
        RideLogFolder.write(source.resolve("labels/gone.png"), new byte[0]);
        RideLogFolder.write(source.resolve("attributes.csv"), "frame,light\nd1_1,dusk\nd2_1,\n");

        Indexed indexed = indexing.run(Indexing.labelledFrames(source, Map.of("3", "road", "7", "ignore")));

        assertThat(indexed.defects()).isEmpty();
        assertThat(indexed.rows("SELECT frame, ride, captured_at, label_values, attributes FROM index ORDER BY frame"))
                .containsExactly(
                        "d1_1 d1 null {\"3\":\"road\",\"7\":\"ignore\"} {light=dusk}",
                        "d1_2 d1 null null {}",
                        "d2_1 d2 null null {}");
        assertThat(indexed.report().orphanedLabels()).containsExactly("labels/gone.png");
    }

    @Test
    void findsPicturesThatCrossSplits() throws Exception {
        BufferedImage scene = Pictures.scene(1, 160, 120);
        // Rides of the split train and of the split test by SplitsTest.
        RideLogFolder.write(source.resolve("frames/ride-0_1.jpg"), Pictures.jpeg(scene, 0.95f));
        RideLogFolder.write(source.resolve("frames/ride-6_1.jpg"), Pictures.jpeg(scene, 0.7f));
        RideLogFolder.write(
                source.resolve("frames/ride-1_1.jpg"), Pictures.jpeg(Pictures.scaled(scene, 152, 114), 0.9f));
        RideLogFolder.write(source.resolve("frames/ride-2_1.jpg"), Pictures.jpeg(Pictures.scene(2, 160, 120), 0.9f));

        Indexed indexed = indexing.run(Indexing.labelledFrames(source, Map.of()));

        assertThat(indexed.manifest().nearDuplicates().count()).isEqualTo(3);
        assertThat(indexed.manifest().leaks().count()).isEqualTo(3);
        assertThat(indexed.manifest().leaks().of()).isEqualTo(4);
        assertThat(indexed.manifest().leaks().examples()).allMatch(pair -> pair.contains("ride-6_1"));
    }

    @Test
    void refusesAnEmptySource() {
        assertThat(refusal(Indexing.rideLogs(source)))
                .isInstanceOfSatisfying(
                        StepResult.Rejected.class, r -> assertThat(r.reason()).isEqualTo("SourceEmpty"));
    }

    @Test
    void refusesAnotherLayout() {
        RideLogFolder.write(source.resolve("frames/a.jpg"), new byte[] {1});

        assertThat(refusal(Indexing.rideLogs(source)))
                .isEqualTo(new StepResult.Rejected(
                        "LayoutInvalid",
                        "none of the 1 objects under %s is named <ride>/camera/<nanoseconds since 1970>.jpg; correct"
                                        .formatted(source.toUri())
                                + " spec.source.uri or spec.source.layout"));
    }

    @Test
    void refusesTwoFramesOfOneName() {
        RideLogFolder.write(source.resolve("frames/a.jpg"), new byte[] {1});
        RideLogFolder.write(source.resolve("frames/a.png"), new byte[] {1});

        assertThat(refusal(Indexing.labelledFrames(source, Map.of())))
                .isInstanceOfSatisfying(
                        StepResult.Rejected.class, r -> assertThat(r.message()).contains("a.jpg", "a.png"));
    }

    @Test
    void refusesWhenNothingIsLeft() {
        RideLogFolder.write(source.resolve("frames/a.jpg"), new byte[0]);

        assertThat(refusal(Indexing.labelledFrames(source, Map.of())))
                .isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
                    assertThat(r.reason()).isEqualTo("NoFrames");
                    assertThat(r.message()).contains("corrupt 1, for example a: empty file");
                });
    }

    @Test
    void isHeldUpByASourceThatIsNotThere() {
        assertThat(refusal(Indexing.rideLogs(source.resolve("nowhere"))))
                .isInstanceOfSatisfying(StepResult.Unavailable.class, u -> assertThat(u.reason())
                        .isEqualTo("SourceNotFound"));
    }

    @Test
    void refusesASliceBeforeItReadsAFrame() {
        IndexRequest request = Indexing.rideLogs(source.resolve("nowhere"));

        StepResult result = refusal(new IndexRequest(
                request.format(),
                request.source(),
                request.classes(),
                request.labelValues(),
                request.split(),
                List.of(new IndexRequest.Slice("night", "sun < -6")),
                request.sensors()));

        assertThat(result).isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
            assertThat(r.reason()).isEqualTo("SliceInvalid");
            assertThat(r.message()).contains("slice 'night'", "\"sun\" not found");
        });
    }
}
