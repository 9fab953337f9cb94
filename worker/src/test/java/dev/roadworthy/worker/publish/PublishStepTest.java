package dev.roadworthy.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.PublishRequest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.model.TinyModel;
import dev.roadworthy.worker.model.TinyModel.Channel;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishStepTest {

    private static final List<Channel> SOUND =
            List.of(new Channel(1, 0, 0, 0), new Channel(0, 1, 0, 0), new Channel(0, 0, 1, 0));

    private final Path work;
    private final Path output;

    PublishStepTest(@TempDir Path work) throws IOException {
        this.work = work;
        this.output = Files.createDirectory(work.resolve("output"));
    }

    @BeforeEach
    void train() throws IOException {
        leave(new TinyModel(13, 8, 6, SOUND));
    }

    private void leave(TinyModel model) throws IOException {
        Files.write(output.resolve("model.onnx"), model.onnx());
        Files.writeString(output.resolve("preprocess.json"), model.preprocess("road", "sidewalk"));
    }

    private ArtifactRef publish() throws Exception {
        Path request = work.resolve("request.json");
        Files.write(
                request,
                Documents.write(new PublishRequest(
                        PublishRequest.FORMAT, Digest.of(new byte[0]), List.of("road", "sidewalk"))));
        return new PublishStep(new Environment(Map.of(
                        Environment.STORE,
                        work.resolve("store").toUri().toString(),
                        Environment.OUTPUT_DIRECTORY,
                        output.toString())))
                .run(request);
    }

    private void assertRefused(String reason, String part) {
        StepResult result =
                catchThrowableOfType(StepException.class, this::publish).result();
        assertThat(result).isInstanceOfSatisfying(StepResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.message()).contains(part);
        });
        assertThat(work.resolve("store")).doesNotExist();
    }

    @Test
    void storesEveryFileAndDescribesTheModel() throws Exception {
        Files.createDirectory(output.resolve("notes"));
        Files.writeString(output.resolve("notes/a.md"), "a");

        ArtifactRef ref = publish();

        ModelManifest manifest =
                Documents.read(Files.readAllBytes(Path.of(URI.create(ref.uri()))), ModelManifest.class);
        assertThat(manifest.files().stream().map(ModelManifest.File::path))
                .containsExactly("model.onnx", "notes/a.md", "preprocess.json");
        assertThat(manifest.opset()).isEqualTo(13);
        assertThat(manifest.input()).isEqualTo(new ModelManifest.Input("image", 8, 6));
        assertThat(manifest.output())
                .isEqualTo(new ModelManifest.Output("logits", List.of("background", "road", "sidewalk")));
        for (ModelManifest.File file : manifest.files()) {
            assertThat(Path.of(URI.create(file.content().uri()))).hasSameBinaryContentAs(output.resolve(file.path()));
        }
        assertThat(publish()).isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "preprocess.json"})
    void refusesWithoutOneOfTheTwoFiles(String name) throws IOException {
        Files.delete(output.resolve(name));

        assertRefused("ModelMissing", name);
    }

    @Test
    void refusesALink() throws IOException {
        Files.createSymbolicLink(output.resolve("latest"), output.resolve("model.onnx"));

        assertRefused("OutputInvalid", "'latest' of the trainer's output is a link");
    }

    @Test
    void refusesAnEmptyDirectory() throws IOException {
        Files.createDirectories(output.resolve("a/b"));

        assertRefused("OutputInvalid", "'a/b' of the trainer's output is an empty directory");
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true", "17, true", "18, false"})
    void acceptsTheOpsetsOfTheContract(int opset, boolean accepted) throws Exception {
        leave(new TinyModel(opset, 8, 6, SOUND));

        if (accepted) {
            assertThat(publish()).isNotNull();
        } else {
            assertRefused("ModelInvalid", "it has opset %d; export it with 11 to 17".formatted(opset));
        }
    }

    @Test
    void refusesAModelThatGivesNoNumber() throws IOException {
        leave(new TinyModel(13, 8, 6, List.of(SOUND.get(0), new Channel(0, Float.NaN, 0, 0), SOUND.get(2))));

        assertRefused("NotFinite", "an output is NaN");
    }

    @Test
    void refusesAnotherInputShape() throws IOException {
        Files.write(output.resolve("model.onnx"), new TinyModel(13, 6, 8, SOUND).onnx());

        assertRefused("ModelInvalid", "its input is [-1, 3, 8, 6]; it must be [N, 3, 6, 8]");
    }

    @Test
    void refusesAnotherNumberOfChannels() throws IOException {
        Files.write(output.resolve("model.onnx"), new TinyModel(13, 8, 6, SOUND.subList(0, 2)).onnx());

        assertRefused("ModelInvalid", "its output has 2 channels; preprocess.json names 3 classes");
    }

    @Test
    void refusesOtherClasses() throws IOException {
        Files.writeString(
                output.resolve("preprocess.json"), new TinyModel(13, 8, 6, SOUND).preprocess("sidewalk", "road"));

        assertRefused("PreprocessInvalid", "output.classes is [background, sidewalk, road]");
    }

    @Test
    void refusesATruncatedModel() throws IOException {
        byte[] whole = Files.readAllBytes(output.resolve("model.onnx"));
        Files.write(output.resolve("model.onnx"), Arrays.copyOf(whole, whole.length - 1));

        assertRefused("ModelInvalid", "it is no ONNX file: it ends within a field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bilinear\"  | \"nearest\"      | input.resize is 'nearest'",
                "[1, 1, 1]     | [1, 0, 1]        | input.std is [1.0, 0.0, 1.0]",
                "[0, 0, 0]     | [0, 0]           | input.mean is [0.0, 0.0]",
                "\"width\": 8, | \"width\": \"8\",| Cannot coerce String value",
                "\"width\": 8, |                  | width",
                "\"width\": 8, | \"width\": 8, \"crop\": 1, | Unrecognized field \"crop\"",
            })
    void refusesADescriptionThatIsNotToTheLetter(String part, String replacement, String what) throws IOException {
        String sound = Files.readString(output.resolve("preprocess.json"));
        assertThat(sound).contains(part);
        Files.writeString(
                output.resolve("preprocess.json"), sound.replace(part, replacement == null ? "" : replacement));

        assertRefused("PreprocessInvalid", what);
    }
}
