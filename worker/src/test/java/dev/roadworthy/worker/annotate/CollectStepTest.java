package dev.roadworthy.worker.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.CollectResult.ClassAgreement;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.TaskLabellers;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.annotate.Annotation.Selected;
import dev.roadworthy.worker.index.Indexing;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.index.Pictures;
import dev.roadworthy.worker.index.RideLogFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The masks that lie at the source have values that cycle through 0, 1 and 2. */
class CollectStepTest {

    private static final int WIDTH = RideLogFolder.WIDTH;
    private static final int HEIGHT = RideLogFolder.HEIGHT;

    private final Path source;
    private final Indexing indexing;
    private final Annotation annotation;
    private Indexed dataset;
    private Selected selected;

    CollectStepTest(@TempDir Path work) {
        this.source = work.resolve("source");
        this.indexing = new Indexing(work);
        this.annotation = new Annotation(work);
    }

    @BeforeEach
    void select() throws Exception {
        RideLogFolder rides = new RideLogFolder(source);
        rides.ride("a", 1);
        rides.ride("b", 2);
        dataset = indexing.run(Indexing.rideLogs(source));
        selected = annotation.select(Annotation.everything(dataset, annotation.folder()));
    }

    private void handIn(TaskSheet.Task task, byte[] mask) {
        RideLogFolder.write(annotation.file("masks/" + task.id() + ".png"), mask);
    }

    private static byte[] mask(int... values) {
        return Pictures.png(Pictures.grayMask(WIDTH, HEIGHT, values));
    }

    /** What an annotator who knows everything hands in. */
    private void handInAll() {
        selected.sheet().tasks().forEach(task -> handIn(task, mask(0, 1, 2)));
    }

    private List<TaskSheet.Task> fresh() {
        return selected.sheet().tasks().stream()
                .filter(task -> task.gold() == null)
                .toList();
    }

    private List<TaskSheet.Task> gold() {
        return selected.sheet().tasks().stream()
                .filter(task -> task.gold() != null)
                .toList();
    }

    private static String named(TaskSheet.Task task) {
        return "%s (%s)".formatted(task.id(), task.frame());
    }

    @Test
    void publishesMasksOfFramesThatHadNoneAndNoGold() throws Exception {
        handInAll();

        CollectResult result = annotation.collect(selected);

        assertThat(result.faults()).isEmpty();
        assertThat(result.agreement())
                .containsExactly(
                        new ClassAgreement("road", 5120, 5120, List.of()),
                        new ClassAgreement("sidewalk", 5120, 5120, List.of()));
        LabelSnapshot snapshot = annotation.read(result.labels(), LabelSnapshot.class);
        assertThat(snapshot.labels())
                .extracting(LabelSnapshot.Label::image)
                .containsExactlyInAnyOrderElementsOf(
                        fresh().stream().map(TaskSheet.Task::image).toList());
        assertThat(result.labelled()).isEqualTo(10);
        assertThat(snapshot.labels().getFirst().pixels())
                .isEqualTo(Map.of("background", 1024L, "road", 1024L, "sidewalk", 1024L));
    }

    @Test
    void theSameMasksHaveTheSameDigestWhoeverHandsThemInAndWhen() throws Exception {
        handInAll();
        CollectResult first = annotation.collect(selected);

        Selected again = annotation.select(Annotation.everything(dataset, annotation.folder()));
        handInAll();

        assertThat(annotation.collect(again)).isEqualTo(first);
    }

    @Test
    void whoDrewThemIsInTheReviewWithTheirGoldAndNeverInTheLabels() throws Exception {
        handInAll();
        CollectResult unnamed = annotation.collect(selected);
        TaskSheet.Task skipped = fresh().getFirst();
        TaskSheet.Task wrong = gold().getFirst();
        handIn(skipped, mask(255));
        CollectResult before = annotation.collect(selected);
        handIn(wrong, mask(1));
        named(Map.of(
                skipped.id(),
                "l-17",
                fresh().get(1).id(),
                "l-17",
                wrong.id(),
                "l-17",
                gold().get(1).id(),
                "l-22"));

        CollectResult result = annotation.collect(selected);

        assertThat(unnamed.labellers()).isNull();
        assertThat(result.faults()).isEmpty();
        assertThat(result.strays().count()).isZero();
        assertThat(result.labels()).isEqualTo(before.labels());
        assertThat(result.labellers())
                .extracting(
                        CollectResult.Labeller::pseudonym,
                        CollectResult.Labeller::masks,
                        CollectResult.Labeller::gold,
                        CollectResult.Labeller::intersection,
                        CollectResult.Labeller::union)
                .containsExactly(tuple("l-17", 3, 1, 1024L, 4096L), tuple("l-22", 1, 1, 2048L, 2048L));
    }

    @Test
    void aNameThatIsNoPseudonymIsAFaultAndIsNotRepeated() throws Exception {
        handInAll();
        String first = fresh().getFirst().id();
        named(Map.of(first, "ann@example.org", "0000000000000000", "l-17"));

        CollectResult result = annotation.collect(selected);

        assertThat(result.labels()).isNull();
        assertThat(result.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.name()).isEqualTo("labellers");
            assertThat(fault.count()).isEqualTo(2);
            assertThat(String.join("\n", fault.examples()))
                    .contains("masks/labellers.json: '0000000000000000' is the id of no task", first)
                    .doesNotContain("ann");
        });
        RideLogFolder.write(annotation.file("masks/labellers.json"), new byte[] {'{'});
        assertThat(annotation.collect(selected).faults())
                .extracting(Finding::name)
                .containsExactly("labellers");
    }

    private void named(Map<String, String> labellers) {
        RideLogFolder.write(
                annotation.file("masks/labellers.json"),
                Documents.write(new TaskLabellers(TaskLabellers.FORMAT, labellers)));
    }

    @Test
    void aDatasetTakesThemIn() throws Exception {
        handInAll();
        CollectResult result = annotation.collect(selected);

        Indexed next = indexing.run(new IndexRequest(
                IndexRequest.FORMAT,
                null,
                List.of("road", "sidewalk"),
                Map.of(),
                new IndexRequest.Split(7, 70, 15, 15),
                List.of(),
                new IndexRequest.Sensors(null, null),
                new IndexRequest.Earlier(
                        List.of(new IndexRequest.Part("v1", dataset.manifest().digest(), dataset.manifestRef())),
                        List.of(new IndexRequest.Labels("night", result.labels())))));

        assertThat(dataset.manifest().labelled()).isEqualTo(10);
        assertThat(next.manifest().labelled()).isEqualTo(20);
    }

    @Test
    void namesEachMaskThatCannotBeUsedAndPublishesNothing() throws Exception {
        handInAll();
        List<TaskSheet.Task> tasks = fresh();
        Files.delete(annotation.file("masks/" + tasks.get(0).id() + ".png"));
        handIn(tasks.get(1), Pictures.png(Pictures.grayMask(WIDTH - 1, HEIGHT, 1)));
        handIn(tasks.get(2), mask(0, 1, 3));
        handIn(tasks.get(3), mask(0));
        handIn(tasks.get(4), new byte[] {1, 2, 3});
        handIn(tasks.get(5), Pictures.png(Pictures.scene(1, WIDTH, HEIGHT)));

        CollectResult result = annotation.collect(selected);

        assertThat(result.labels()).isNull();
        assertThat(result.faults())
                .extracting(Finding::name, Finding::count, Finding::of)
                .containsExactly(
                        tuple("emptyMask", 1L, 15L),
                        tuple("labelMismatch", 3L, 15L),
                        tuple("missing", 1L, 15L),
                        tuple("unknownClass", 1L, 15L));
        assertThat(result.faults().stream().flatMap(finding -> finding.examples().stream()))
                .contains(
                        "%s: masks/%s.png is not there"
                                .formatted(named(tasks.get(0)), tasks.get(0).id()),
                        named(tasks.get(1)) + ": the mask has 63×48 pixels, the frame 64×48",
                        named(tasks.get(2)) + ": the mask has the undeclared value 3")
                .anyMatch(example -> example.startsWith(named(tasks.get(5))) && example.contains("RGB"));
    }

    @Test
    void aMaskThatIgnoresAllIsAnAnswerAndNoLabel() throws Exception {
        handInAll();
        handIn(fresh().getFirst(), mask(255));

        CollectResult result = annotation.collect(selected);

        assertThat(result.faults()).isEmpty();
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.labelled()).isEqualTo(9);
    }

    @Test
    void measuresHowWellGoldWasLabelledAndNamesTheWorst() throws Exception {
        handInAll();
        handIn(gold().get(0), mask(0, 1, 1));
        handIn(gold().get(1), mask(0, 1, 0, 0, 1, 2));
        handIn(gold().get(2), mask(255));

        CollectResult result = annotation.collect(selected);

        // Of 1,024 pixels a class and frame: the first frame takes the sidewalk for road, the second misses half of the
        // sidewalk, the third tells nothing.
        assertThat(result.agreement())
                .containsExactly(
                        new ClassAgreement(
                                "road",
                                4 * 1024,
                                5 * 1024 + 1024,
                                List.of(named(gold().get(2)) + ": 0.0000", named(gold().get(0)) + ": 0.5000")),
                        new ClassAgreement(
                                "sidewalk",
                                2 * 1024 + 512,
                                5 * 1024,
                                Stream.concat(
                                                Stream.of(gold().get(0), gold().get(2))
                                                        .map(task -> named(task) + ": 0.0000")
                                                        .sorted(),
                                                Stream.of(named(gold().get(1)) + ": 0.5000"))
                                        .toList()));
    }

    @Test
    void whatBelongsToNoTaskIsCountedAndNotTaken() throws Exception {
        handInAll();
        RideLogFolder.write(annotation.file("masks/ffff.png"), mask(1));

        CollectResult result = annotation.collect(selected);

        assertThat(result.strays()).isEqualTo(new Finding("stray", 1, 16, List.of("masks/ffff.png")));
        assertThat(result.labelled()).isEqualTo(10);
    }

    @Test
    void nothingIsPublishedWhereNothingIsLabelled() throws Exception {
        selected.sheet().tasks().forEach(task -> handIn(task, mask(255)));

        CollectResult result = annotation.collect(selected);

        assertThat(result.labels()).isNull();
        assertThat(result.skipped()).isEqualTo(10);
        assertThat(result.agreement())
                .allSatisfy(of -> assertThat(of.intersection()).isZero());
    }
}
