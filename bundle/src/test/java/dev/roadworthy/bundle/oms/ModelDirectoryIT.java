package dev.roadworthy.bundle.oms;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.roadworthy.bundle.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryIT {

    @TempDir
    private Path parent;

    private Path model;
    private ModelStatement statement;

    @BeforeEach
    void signAModel() throws Exception {
        model = Files.createDirectories(parent.resolve("model/sub")).getParent();
        Files.writeString(model.resolve("model.onnx"), "weights");
        Files.writeString(model.resolve("sub/labels.txt"), "road");
        statement = ModelDirectory.statement(model);
    }

    @Test
    void statesEveryFileUnderTheNameOfTheDirectory() {
        assertThat(statement.name()).isEqualTo("model");
        assertThat(statement.files()).containsOnlyKeys("model.onnx", "sub/labels.txt");
        assertThatCode(() -> ModelDirectory.verify(model, statement)).doesNotThrowAnyException();
    }

    @Test
    void refusesAFileThatIsNotSigned() throws Exception {
        Files.writeString(model.resolve("sub/.git"), "");

        assertThat(assertRefused(RefusalCode.MODEL_FILE_UNSIGNED, () -> ModelDirectory.verify(model, statement))
                        .where())
                .isEqualTo("sub/.git");
    }

    @Test
    void refusesAFileThatIsMissing() throws Exception {
        Files.delete(model.resolve("sub/labels.txt"));

        assertRefused(RefusalCode.MODEL_FILE_MISSING, () -> ModelDirectory.verify(model, statement));
    }

    @Test
    void refusesAChangedByte() throws Exception {
        Files.writeString(model.resolve("model.onnx"), "weightz");

        assertRefused(RefusalCode.MODEL_FILE_CHANGED, () -> ModelDirectory.verify(model, statement));
    }

    @Test
    void refusesASymbolicLinkEvenToTheRightContent() throws Exception {
        Files.move(model.resolve("model.onnx"), parent.resolve("elsewhere"));
        Files.createSymbolicLink(model.resolve("model.onnx"), parent.resolve("elsewhere"));

        assertRefused(RefusalCode.MODEL_NOT_A_FILE, () -> ModelDirectory.verify(model, statement));
        assertRefused(RefusalCode.MODEL_NOT_A_FILE, () -> ModelDirectory.statement(model));
    }

    @Test
    void refusesALinkToADirectory() throws Exception {
        Files.move(model.resolve("sub"), parent.resolve("sub"));
        Files.createSymbolicLink(model.resolve("sub"), parent.resolve("sub"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), model);

        assertRefused(RefusalCode.MODEL_NOT_A_FILE, () -> ModelDirectory.verify(model, statement));
        assertRefused(RefusalCode.MODEL_NOT_A_FILE, () -> ModelDirectory.verify(link, statement));
    }

    @Test
    void signsNoEmptyDirectoryAndNoStrangeName() throws Exception {
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertRefused(RefusalCode.MODEL_FILE_MISSING, () -> ModelDirectory.statement(empty));

        Files.writeString(empty.resolve("a\\b"), "");
        assertRefused(RefusalCode.UNSAFE_PATH, () -> ModelDirectory.statement(empty));
    }
}
