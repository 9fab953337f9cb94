package dev.roadworthy.worker.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.annotate.Annotation.Selected;
import dev.roadworthy.worker.index.Indexing;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.index.RideLogFolder;
import dev.roadworthy.worker.step.StepException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two rides of 10 frames, of which every second has a mask. */
class SelectStepTest {

    private final Path source;
    private final Indexing indexing;
    private final Annotation annotation;
    private Indexed dataset;

    SelectStepTest(@TempDir Path work) {
        this.source = work.resolve("source");
        this.indexing = new Indexing(work);
        this.annotation = new Annotation(work);
    }

    @BeforeEach
    void index() throws Exception {
        RideLogFolder rides = new RideLogFolder(source);
        rides.ride("a", 1);
        rides.ride("b", 2);
        dataset = indexing.run(Indexing.rideLogs(source));
    }

    private Selected select(@Nullable String where, int limit, long seed, SelectRequest.@Nullable Gold gold)
            throws Exception {
        return annotation.select(Annotation.request(dataset, annotation.folder(), where, limit, seed, gold));
    }

    private StepResult.Rejected refusal(SelectRequest request) {
        return (StepResult.Rejected) catchThrowableOfType(StepException.class, () -> annotation.select(request))
                .result();
    }

    private static List<String> frames(Selected selected) {
        return selected.sheet().tasks().stream()
                .map(TaskSheet.Task::frame)
                .sorted()
                .toList();
    }

    @Test
    void laysOutEveryFrameWithoutAMaskAndKnownOnesAmongThem() throws Exception {
        Selected selected = annotation.select(Annotation.everything(dataset, annotation.folder()));

        assertThat(selected.result().tasks()).isEqualTo(15);
        assertThat(selected.result().gold()).isEqualTo(5);
        assertThat(selected.result().candidates()).isEqualTo(10);
        assertThat(frames(selected))
                .doesNotHaveDuplicates()
                .contains(RideLogFolder.id("a", 1), RideLogFolder.id("b", 9));
        assertThat(selected.sheet().tasks().stream().filter(task -> task.gold() != null))
                .hasSize(5)
                .allSatisfy(task -> assertThat(frameNumber(task.frame())).isEven());
    }

    private static int frameNumber(String frame) {
        return (int) ((Long.parseLong(frame.substring(2)) - RideLogFolder.START) / RideLogFolder.FRAME_INTERVAL);
    }

    @Test
    void tellsALabellingToolWhatItNeedsAndNothingOfGold() throws Exception {
        Selected selected = annotation.select(Annotation.everything(dataset, annotation.folder()));

        TaskList list = selected.list();
        assertThat(list.classes()).containsExactly("road", "sidewalk");
        assertThat(list.values()).isEqualTo(Map.of("0", "background", "1", "road", "2", "sidewalk", "255", "ignore"));
        assertThat(list.tasks()).hasSize(15).allSatisfy(task -> {
            assertThat(Digest.of(Files.readAllBytes(annotation.file(task.image()))))
                    .isEqualTo(task.sha256());
            assertThat(task.id()).matches("[0-9a-f]{16}");
            assertThat(task.image()).isEqualTo("images/" + task.id() + ".jpg");
            assertThat(task.mask()).isEqualTo("masks/" + task.id() + ".png");
            assertThat(List.of(task.width(), task.height())).containsExactly(RideLogFolder.WIDTH, RideLogFolder.HEIGHT);
        });
        assertThat(Files.readString(annotation.file(TaskList.FILE)))
                .doesNotContain("gold", "\"frame\"", RideLogFolder.id("a", 1));
    }

    @Test
    void choosesTheSameForTheSameSeedAndKeepsItWhenTheLimitGrows() throws Exception {
        List<String> three = frames(select(null, 3, 7, null));

        assertThat(frames(select(null, 3, 7, null))).isEqualTo(three).hasSize(3);
        assertThat(frames(select(null, 5, 7, null))).hasSize(5).containsAll(three);
        assertThat(frames(select(null, 3, 8, null))).hasSize(3).isNotEqualTo(three);
    }

    @Test
    void selectsByAttributeSliceAndGoldOfItsOwn() throws Exception {
        Selected selected = select("ride = 'b'", 1000, 7, new SelectRequest.Gold(1, "ride = 'a'"));
        SelectRequest base = Annotation.request(dataset, annotation.folder(), null, 4, 7, null);
        Selected slice = annotation.select(new SelectRequest(
                base.format(), base.dataset(), base.manifest(), "all", null, 4, 7, null, base.folder()));

        assertThat(frames(selected).stream().filter(frame -> frame.startsWith("b/")))
                .hasSize(5);
        assertThat(frames(selected).stream().filter(frame -> frame.startsWith("a/")))
                .as("1 percent of 5, rounded up")
                .hasSize(1);
        assertThat(frames(slice)).hasSize(4);
    }

    @Test
    void laysOutAnImageOnceAndNotAtAllWhereAFrameOfItHasAMask() throws Exception {
        Files.copy(image("a", 1), image("a", 3), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(image("a", 0), image("a", 5), StandardCopyOption.REPLACE_EXISTING);
        dataset = indexing.run(Indexing.rideLogs(source));

        assertThat(frames(select("ride = 'a'", 1000, 7, null)))
                .containsExactly(RideLogFolder.id("a", 1), RideLogFolder.id("a", 7), RideLogFolder.id("a", 9));
    }

    private Path image(String ride, int frame) {
        return new RideLogFolder(source).image(ride, frame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ride = 'c'                  | NothingToLabel | of the 0 frames that spec.select holds",
                "label_sha256 IS NOT NULL    | NothingToLabel | of the 10 frames that spec.select holds, none is without a mask",
                "weather = 'rain'            | WhereInvalid   | spec.select.where is \"weather = 'rain'\"",
                "ride                        | WhereInvalid   | a predicate gives BOOLEAN",
                "true); DROP TABLE frames -- | WhereInvalid   | spec.select.where",
                "label_sha256 IS NULL        | GoldTooFew     | asks for 5 frames with known masks, and 0 fulfil its where",
            })
    void refusesASelectionThatGivesNoTasks(String where, String reason, String message) {
        StepResult.Rejected refusal = refusal(
                Annotation.request(dataset, annotation.folder(), where, 1000, 7, new SelectRequest.Gold(50, null)));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.message()).contains(message);
        assertThat(annotation.file(TaskList.FILE)).doesNotExist();
    }

    @Test
    void refusesASliceThatTheDatasetDoesNotHave() {
        SelectRequest base = Annotation.everything(dataset, annotation.folder());

        StepResult.Rejected refusal = refusal(new SelectRequest(
                base.format(), base.dataset(), base.manifest(), "fog", null, 4, 7, null, base.folder()));

        assertThat(refusal.reason()).isEqualTo("SliceUnknown");
        assertThat(refusal.message()).contains("'fog'", "[night, all]");
    }

    @Test
    void refusesARequestThatContradictsItself() {
        String folder = annotation.folder();

        assertThat(refusal(Annotation.request(dataset, folder, null, 0, 7, null))
                        .message())
                .contains("limit is 0");
        assertThat(refusal(Annotation.request(dataset, folder, null, 1, 7, new SelectRequest.Gold(101, null)))
                        .message())
                .contains("gold.percent is 101");
        assertThat(refusal(Annotation.request(dataset, "https://tasks/", null, 1, 7, null))
                        .message())
                .contains("folder: 'https://tasks/' is not a place");
    }
}
