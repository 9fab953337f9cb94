package dev.roadworthy.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StageRequest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.index.Images;
import dev.roadworthy.worker.index.Indexing;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.index.Pictures;
import dev.roadworthy.worker.index.RideLogFolder;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageInStepTest {

    private static final List<String> BOTH = List.of("train", "validation");

    private final Path work;
    private final Path source;
    private final Path staged;
    private final Path store;

    StageInStepTest(@TempDir Path work) {
        this.work = work;
        this.source = work.resolve("source");
        this.staged = work.resolve("staged");
        this.store = work.resolve("store");
    }

    // By SplitsTest, ride-0 is of the split train and ride-6 of the split test.
    @BeforeEach
    void record() {
        for (String frame : List.of("ride-0_1", "ride-0_2", "ride-0_3", "ride-6_1")) {
            RideLogFolder.write(
                    source.resolve("frames/" + frame + ".jpg"),
                    Pictures.jpeg(Pictures.scene(frame.hashCode(), 64, 48), 0.9f));
        }
        RideLogFolder.write(source.resolve("labels/ride-0_1.png"), Pictures.png(Pictures.grayMask(64, 48, 3, 7, 9)));
        RideLogFolder.write(
                source.resolve("labels/ride-0_3.png"), Pictures.png(Pictures.paletteMask(4, 64, 48, 3, 9, 0)));
    }

    private Indexed index() throws Exception {
        return new Indexing(work)
                .run(Indexing.labelledFrames(
                        source, Map.of("3", "sidewalk", "7", "ignore", "9", "road", "0", "background")));
    }

    private void stage(Digest dataset, ArtifactRef manifest, List<String> splits) throws Exception {
        Path request = work.resolve("stage-request.json");
        Files.write(request, Documents.write(new StageRequest(StageRequest.FORMAT, dataset, manifest, splits)));
        Environment environment = new Environment(
                Map.of(Environment.STORE, store.toUri().toString(), Environment.DATASET_DIRECTORY, staged.toString()));
        new StageInStep(environment, 2).run(request);
    }

    private void stage(Indexed indexed) throws Exception {
        stage(indexed.manifest().digest(), indexed.manifestRef(), BOTH);
    }

    private StepResult refusal(Indexed indexed) {
        return catchThrowableOfType(StepException.class, () -> stage(indexed)).result();
    }

    private SortedSet<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(staged)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                    .map(file -> staged.relativize(file).toString())
                    .toList());
        }
    }

    private List<String> rows() throws IOException {
        String csv = Files.readString(staged.resolve("frames.csv"));
        assertThat(csv).endsWith("\r\n");
        return List.of(csv.split("\r\n"));
    }

    private String label(int row) throws IOException {
        String line = rows().get(row);
        int comma = line.indexOf(',');
        return line.substring(comma + 1, line.indexOf(',', comma + 1));
    }

    private String image(String frame) throws IOException {
        byte[] file = Files.readAllBytes(source.resolve("frames/" + frame + ".jpg"));
        return "frames/" + Digest.of(file).hex() + ".jpg";
    }

    @Test
    void laysOutLabelledAndUnlabelledFramesOfTheAskedSplitsInOrder() throws Exception {
        Indexed indexed = index();

        stage(indexed);

        List<String> rows = rows();
        assertThat(rows).hasSize(4);
        assertThat(rows.getFirst()).isEqualTo("frame,label,split,ride,width,height");
        assertThat(rows.get(1)).startsWith(image("ride-0_1") + ",labels/").endsWith(".png,train,ride-0,64,48");
        assertThat(rows.get(2)).isEqualTo(image("ride-0_2") + ",,train,ride-0,64,48");
        assertThat(rows.get(3)).startsWith(image("ride-0_3") + ",labels/");
        assertThat(files()).hasSize(2 + 3 + 2).contains(image("ride-0_2")).doesNotContain(image("ride-6_1"));
        assertThat(staged.resolve("dataset.json"))
                .hasContent("{\"classes\":[\"road\",\"sidewalk\"],\"digest\":\"%s\"}"
                        .formatted(indexed.manifest().digest()));
    }

    @Test
    void mapsAMaskOfAnotherMeaning() throws Exception {
        stage(index());

        byte[] first = Files.readAllBytes(staged.resolve(label(1)));
        BufferedImage gray = Images.decode(first);
        BufferedImage palette = Images.decode(Files.readAllBytes(staged.resolve(label(3))));

        assertThat(gray.getRaster().getSamples(0, 0, 3, 1, 0, (int[]) null)).containsExactly(2, 255, 1);
        assertThat(palette.getRaster().getSamples(0, 0, 3, 1, 0, (int[]) null)).containsExactly(2, 1, 0);
        assertThat(first[24]).as("bit depth").isEqualTo((byte) 8);
        assertThat(first[25]).as("colour type grey").isEqualTo((byte) 0);
    }

    @Test
    void leavesTheSameFilesWhenItIsRunAgain() throws Exception {
        Indexed indexed = index();
        stage(indexed);
        SortedSet<String> files = files();
        List<String> rows = rows();
        RideLogFolder.write(staged.resolve(".drafts/7.draft"), new byte[] {1});

        stage(indexed);

        assertThat(files()).isEqualTo(files);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void refusesChangedAndMissingFramesByName() throws Exception {
        Indexed indexed = index();
        Path image = source.resolve("frames/ride-0_2.jpg");
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length - 3] ^= 1;
        Files.write(image, bytes);
        Files.delete(source.resolve("labels/ride-0_3.png"));

        assertThat(refusal(indexed)).isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
            assertThat(r.reason()).isEqualTo("SourceChanged");
            assertThat(r.message())
                    .startsWith("2 frames are not what was indexed (ride-0_2: %s has other bytes; ride-0_3: %s is gone)"
                            .formatted(
                                    image.toUri(),
                                    source.resolve("labels/ride-0_3.png").toUri()));
        });
        assertThat(staged.resolve("dataset.json")).doesNotExist();
    }

    @Test
    void refusesAnIndexOfAnotherDataset() throws Exception {
        Indexed indexed = index();
        Digest other = Digest.of(new byte[0]);

        StepResult result = catchThrowableOfType(StepException.class, () -> stage(other, indexed.manifestRef(), BOTH))
                .result();

        assertThat(result).isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
            assertThat(r.reason()).isEqualTo("DatasetMismatch");
            assertThat(r.message()).contains(indexed.manifest().digest().value(), other.value());
        });
    }

    @Test
    void doesNotUseAnArtifactThatWasTamperedWith() throws Exception {
        Indexed indexed = index();
        Path file = Path.of(URI.create(indexed.manifest().index().uri()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);

        assertThat(refusal(indexed)).isInstanceOfSatisfying(StepResult.Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo("StoreCorrupt"));
    }

    @Test
    void isHeldUpByAMissingArtifact() throws Exception {
        Indexed indexed = index();
        Files.delete(Path.of(URI.create(indexed.manifest().index().uri())));

        assertThat(refusal(indexed)).isInstanceOfSatisfying(StepResult.Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo("ArtifactMissing"));
    }

    @Test
    void refusesAnIncompleteRequest() throws Exception {
        Path request = work.resolve("stage-request.json");
        Files.writeString(request, "{\"format\":1,\"splits\":[\"train\"]}");

        StepResult result = catchThrowableOfType(
                        StepException.class, () -> new StageInStep(new Environment(Map.of())).run(request))
                .result();

        assertThat(result)
                .isEqualTo(new StepResult.Rejected(
                        "RequestInvalid", "the stage-in request cannot be used: not a StageRequest: it lacks dataset"));
    }
}
