package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.IndexRequest.Earlier;
import dev.roadworthy.contract.IndexRequest.Part;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets made of earlier ones. */
class UnionTest {

    private final Path work;
    private final Path day;
    private final Path night;
    private final Indexing indexing;

    UnionTest(@TempDir Path work) throws IOException {
        this.work = work;
        this.day = Files.createDirectory(work.resolve("day"));
        this.night = Files.createDirectory(work.resolve("night"));
        this.indexing = new Indexing(work);
    }

    private static IndexRequest request(
            IndexRequest.@Nullable Source source, List<Part> parts, List<IndexRequest.Labels> labels) {
        return new IndexRequest(
                IndexRequest.FORMAT,
                source,
                List.of("road", "sidewalk"),
                Map.of(),
                new IndexRequest.Split(7, 70, 15, 15),
                List.of(new IndexRequest.Slice("all", "true")),
                new IndexRequest.Sensors(null, null),
                new Earlier(parts, labels));
    }

    private Indexed unite(Indexed... parts) throws Exception {
        return indexing.run(request(null, parts(parts), List.of()));
    }

    private static List<Part> parts(Indexed... parts) {
        return Arrays.stream(parts)
                .map(part -> new Part("part-" + Arrays.asList(parts).indexOf(part), digest(part), part.manifestRef()))
                .toList();
    }

    private static Digest digest(Indexed indexed) {
        return indexed.manifest().digest();
    }

    private StepResult.Rejected refusal(IndexRequest request) {
        return (StepResult.Rejected) catchThrowableOfType(StepException.class, () -> indexing.run(request))
                .result();
    }

    private Indexed rides(Path source, String... names) throws Exception {
        RideLogFolder folder = new RideLogFolder(source);
        for (String name : names) {
            folder.ride(name, name.hashCode());
        }
        return indexing.run(Indexing.rideLogs(source));
    }

    private static Finding finding(Indexed indexed, String name) {
        return indexed.report().findings().stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private LabelSnapshot.Label label(Indexed indexed, String frame, byte[] mask) throws Exception {
        Path stored = work.resolve("store").resolve(ArtifactRef.key(Digest.of(mask)));
        RideLogFolder.write(stored, mask);
        String image = indexed.rows("SELECT sha256 FROM index WHERE frame = '%s'".formatted(frame))
                .getFirst();
        return new LabelSnapshot.Label(
                new Digest(image),
                new ArtifactRef(stored.toUri().toString(), Digest.of(mask), mask.length),
                Map.of("road", 1000L, "background", 2072L));
    }

    private IndexRequest.Labels labels(String name, List<String> classes, LabelSnapshot.Label... labels) {
        byte[] snapshot = Documents.write(new LabelSnapshot(
                LabelSnapshot.FORMAT, classes, Map.of("0", "background", "4", "road"), List.of(labels)));
        Path stored = work.resolve("store").resolve(ArtifactRef.key(Digest.of(snapshot)));
        RideLogFolder.write(stored, snapshot);
        return new IndexRequest.Labels(
                name, new ArtifactRef(stored.toUri().toString(), Digest.of(snapshot), snapshot.length));
    }

    private static byte[] mask(int value) {
        return Pictures.png(Pictures.grayMask(RideLogFolder.WIDTH, RideLogFolder.HEIGHT, 0, value));
    }

    @Test
    void hasTheDigestOfTheSameRowsHoweverTheyCameIn(@TempDir Path together) throws Exception {
        Indexed days = rides(day, "a", "b");
        Indexed nights = rides(night, "n");
        Indexed atOnce = rides(together, "a", "b", "n");

        Indexed united = unite(days, nights);
        Indexed otherOrder = unite(nights, days);
        Indexed nested = unite(unite(days), unite(nights, days));
        Indexed onTop = indexing.run(request(
                new IndexRequest.Source(night.toUri().toString(), IndexRequest.Layout.RideLog, null),
                parts(days),
                List.of()));

        assertThat(List.of(digest(united), digest(otherOrder), digest(nested), digest(onTop)))
                .containsOnly(digest(atOnce));
        assertThat(united.manifest().frames()).isEqualTo(30);
        assertThat(united.manifest().labelled()).isEqualTo(15);
        assertThat(united.manifest().bytes()).isEqualTo(atOnce.manifest().bytes());
        assertThat(united.report().classShares()).isEqualTo(atOnce.report().classShares());
        assertThat(united.manifest().defects())
                .as("what recordings are checked for was checked before")
                .extracting(Finding::name)
                .containsExactly("duplicate");
        assertThat(united.rows("SELECT DISTINCT attributes FROM index")).containsExactly("{weather=dry}");
    }

    @Test
    void readsNoImageAgain() throws Exception {
        Indexed days = rides(day, "a");
        for (int i = 0; i < RideLogFolder.FRAMES; i++) {
            Files.delete(new RideLogFolder(day).image("a", i));
        }

        assertThat(unite(days).manifest().frames()).isEqualTo(RideLogFolder.FRAMES);
    }

    @Test
    void dividesItselfAndTellsWhatMoved() throws Exception {
        RideLogFolder.write(day.resolve("frames/ride-6_1.jpg"), Pictures.jpeg(Pictures.scene(1, 64, 48), 0.9f));
        IndexRequest asTest = Indexing.labelledFrames(day, Map.of());
        Indexed part = indexing.run(new IndexRequest(
                IndexRequest.FORMAT,
                asTest.source(),
                asTest.classes(),
                Map.of(),
                new IndexRequest.Split(7, 100, 0, 0),
                List.of(),
                asTest.sensors()));

        Indexed united = unite(part);

        // By SplitsTest, ride-6 is of the split test.
        assertThat(united.rows("SELECT split FROM index")).containsExactly("test");
        assertThat(finding(united, DatasetReport.SPLIT_MOVED))
                .isEqualTo(new Finding("splitMoved", 1, 1, List.of("ride-6: train in part-0, test here")));
    }

    @Test
    void findsCopiesAndLookAlikesAcrossItsParts() throws Exception {
        Indexed days = rides(day, "a");
        RideLogFolder folder = new RideLogFolder(night);
        folder.ride("n", 77);
        Files.copy(new RideLogFolder(day).image("a", 1), folder.image("n", 1), StandardCopyOption.REPLACE_EXISTING);
        RideLogFolder.write(
                folder.image("n", 3), Pictures.jpeg(Pictures.scene("a".hashCode() * 1000L + 3, 64, 48), 0.7f));
        Indexed nights = indexing.run(Indexing.rideLogs(night));

        Indexed united = unite(days, nights);

        assertThat(united.defects()).isEqualTo(Map.of("duplicate", List.of(RideLogFolder.id("n", 1))));
        assertThat(united.manifest().nearDuplicates().count()).isEqualTo(2);
        assertThat(nights.manifest().nearDuplicates().count()).isZero();
    }

    @Test
    void givesAcceptedLabelsToUnlabelledFramesOfTheirImage() throws Exception {
        Indexed days = rides(day, "a");
        byte[] mask = mask(4);
        LabelSnapshot.Label label = label(days, RideLogFolder.id("a", 1), mask);
        LabelSnapshot.Label stranger = new LabelSnapshot.Label(Digest.of(new byte[1]), label.mask(), label.pixels());

        Indexed united = indexing.run(
                request(null, parts(days), List.of(labels("night", List.of("sidewalk", "road"), label, stranger))));

        assertThat(united.manifest().labelled()).isEqualTo(6);
        assertThat(united.manifest().bytes()).isEqualTo(days.manifest().bytes() + mask.length);
        assertThat(united.rows("SELECT label_sha256, label_uri, label_values FROM index WHERE frame = '%s'"
                        .formatted(RideLogFolder.id("a", 1))))
                .containsExactly("%s %s {\"0\":\"background\",\"4\":\"road\"}"
                        .formatted(Digest.of(mask), label.mask().uri()));
        assertThat(finding(united, DatasetReport.LABEL_UNUSED).count()).isEqualTo(1);
        assertThat(digest(united)).isNotEqualTo(digest(days));
    }

    @Test
    void refusesOtherClasses() throws Exception {
        Indexed days = rides(day, "a");
        IndexRequest request = request(null, parts(days), List.of());
        IndexRequest other = new IndexRequest(
                request.format(),
                null,
                List.of("road", "kerb"),
                Map.of(),
                request.split(),
                request.slices(),
                request.sensors(),
                request.earlier());

        StepResult.Rejected ofParts = refusal(other);
        StepResult.Rejected ofLabels = refusal(request(
                null,
                parts(days),
                List.of(labels("night", List.of("road"), label(days, RideLogFolder.id("a", 1), mask(4))))));

        assertThat(ofParts.reason()).isEqualTo("ClassesDiffer");
        assertThat(ofParts.message()).contains("part-0", "[road, sidewalk]", "[road, kerb]");
        assertThat(ofLabels.reason()).isEqualTo("ClassesDiffer");
        assertThat(ofLabels.message()).contains("AnnotationJob night");
    }

    @Test
    void refusesTwoRecordingsOfOneName() throws Exception {
        Indexed days = rides(day, "a");
        new RideLogFolder(night).ride("a", 99);
        Indexed nights = indexing.run(Indexing.rideLogs(night));

        StepResult.Rejected refused = refusal(request(null, parts(days, nights), List.of()));

        assertThat(refused.reason()).isEqualTo("FrameConflict");
        assertThat(refused.message()).contains(RideLogFolder.id("a", 0) + " in part-0 and part-1");
    }

    @Test
    void refusesTwoMasksOfOneFrame() throws Exception {
        Indexed days = rides(day, "a");
        String unlabelled = RideLogFolder.id("a", 1);
        String labelled = RideLogFolder.id("a", 2);
        List<String> classes = List.of("road", "sidewalk");

        StepResult.Rejected byTwoJobs = refusal(request(
                null,
                parts(days),
                List.of(
                        labels("one", classes, label(days, unlabelled, mask(4))),
                        labels("other", classes, label(days, unlabelled, mask(0))))));
        StepResult.Rejected byRecordings =
                refusal(request(null, parts(days), List.of(labels("one", classes, label(days, labelled, mask(4))))));

        assertThat(byTwoJobs.reason()).isEqualTo("LabelConflict");
        assertThat(byTwoJobs.message()).contains("one and other");
        assertThat(byRecordings.message()).contains(labelled + " by one and its recordings");
    }

    @Test
    void refusesLabelsOfOtherImages() throws Exception {
        Indexed days = rides(day, "a");
        Indexed nights = rides(night, "n");

        StepResult.Rejected refused = refusal(request(
                null,
                parts(days),
                List.of(labels(
                        "night", List.of("road", "sidewalk"), label(nights, RideLogFolder.id("n", 1), mask(4))))));

        assertThat(refused.reason()).isEqualTo("LabelsUnmatched");
    }

    @Test
    void refusesAnIndexThatIsNotOfThePinnedDigest() throws Exception {
        Indexed days = rides(day, "a");

        assertThat(refusal(request(
                                null,
                                List.of(new Part("sidewalk-v1", Digest.of(new byte[0]), days.manifestRef())),
                                List.of()))
                        .reason())
                .isEqualTo("DatasetMismatch");
    }
}
